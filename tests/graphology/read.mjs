// Read a .gexf or .graphml file as graphology does in Node and print it as JSON.
import { readFileSync } from "node:fs";
import { DOMParser } from "@xmldom/xmldom";
import graphology from "graphology";
import gexf from "graphology-gexf/index.js";
import parseGraphml from "graphology-graphml/parser.js";

const path = process.argv[2];
const text = readFileSync(path, "utf8");
const { MultiDirectedGraph } = graphology;
let graph;
if (path.endsWith(".gexf")) graph = gexf.parse(MultiDirectedGraph, text);
else {
  globalThis.DOMParser = DOMParser;
  globalThis.Document = new DOMParser().parseFromString("<a/>", "text/xml").constructor;
  graph = parseGraphml.createParserFunction
    ? parseGraphml.createParserFunction(DOMParser, Document)(MultiDirectedGraph, text)
    : parseGraphml(MultiDirectedGraph, text);
}
process.stdout.write(JSON.stringify(graph.export()));
