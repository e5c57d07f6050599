// Says whether two scripts mean the same: `node same.mjs SOURCE SENT …` compares their syntax trees, literal texts included.
import { readFileSync } from "node:fs";
import ts from "../node_modules/typescript/lib/typescript.js";

/** @param {string} path @returns {string[]} kind and text of every leaf, in order */
function leaves(path) {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  /** @type {string[]} */
  const found = [];
  /** @param {any} node */
  const walk = (node) => {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(file).filter((/** @type {any} */ child) => child.kind !== ts.SyntaxKind.JSDoc);
    if (!children.length && node.getText(file)) found.push(`${ts.SyntaxKind[node.kind]} ${node.text ?? node.getText(file)}`);
    children.forEach(walk);
  };
  walk(file);
  return found.filter((leaf) => !/^(SemicolonToken|CommaToken)/.test(leaf));
}

const paths = process.argv.slice(2);
for (let at = 0; at < paths.length; at += 2) {
  const [source, sent] = [leaves(paths[at]), leaves(paths[at + 1])];
  const differs = source.findIndex((leaf, place) => leaf !== sent[place]);
  if (differs < 0 && source.length === sent.length) continue;
  console.log(`${paths[at]}: \`${source[differs]}\` became \`${sent[differs]}\``);
  process.exitCode = 1;
}
