// What was read, and what could not be.

function drawArticles(panel) {
  const shown = new Set(SHOWN.flatMap((i) => i.articles));
  const held = new Map();
  for (const incident of DATA.incidents) for (const n of incident.articles) held.set(n, (held.get(n) || 0) + 1);
  const numbers = [...DATA.articles.keys()].filter((n) => !filtering() || shown.has(n));
  const line = (n) => {
    const article = DATA.articles[n];
    return el("li", { class: "card" },
      button(article.title || article.id, () => showArticle(n), { class: "link" }),
      el("p", {}, [article.source, article.published, article.error ? `not read: ${article.error}` : plural(held.get(n) || 0, "incident")].filter(Boolean).join(" · ")));
  };
  panel.replaceChildren(el("p", { class: "caption" }, "The articles, each with every claim in its sentence."), ...paged(numbers, line, 100));
}

VIEWS.push({ name: "Articles", draw: drawArticles });
