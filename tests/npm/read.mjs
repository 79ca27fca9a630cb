// Read a graph with graphology (.gexf, .graphml), or GeoJSON as RFC 7946 has it, and print it as JSON.
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import geojson from "@placemarkio/check-geojson";
import graphology from "graphology";
import gexf from "graphology-gexf/node/index.js";
import graphml from "graphology-graphml/node/index.js";

const graph = (format) => (text) => format.parse(graphology.MultiDirectedGraph, text).export();
const readers = { ".gexf": graph(gexf), ".graphml": graph(graphml), ".geojson": geojson.check };
const path = process.argv[2];
process.stdout.write(JSON.stringify(readers[extname(path)](readFileSync(path, "utf8"))));
