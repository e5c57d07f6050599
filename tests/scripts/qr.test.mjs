import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { drawn } from "../../overrides/assets/lib/qr.mjs";
import { ODD } from "./teams.mjs";

const read = createRequire(import.meta.url)("../node_modules/jsqr").default;
const SCALE = 4; // pixels a module

/** The modules that a path fills, by place; it may fill none twice. */
function filled({ size, path }) {
  const dark = new Uint8Array(size * size);
  assert.equal(path.replace(/M(\d+) (\d+)h(\d+)v1h-\3z/g, (_, x, y, wide) => (dark.fill(1, y * size + +x, y * size + +x + +wide), "")), "");
  return dark;
}

/** What a reader makes of the code as a camera sees it. */
function seen(code) {
  const [dark, wide] = [filled(code), code.size * SCALE];
  const pixels = Uint8ClampedArray.from({ length: wide * wide * 4 }, (_, at) => {
    const pixel = Math.floor(at / 4);
    const [x, y] = [pixel % wide, Math.floor(pixel / wide)].map((one) => Math.floor(one / SCALE));
    return at % 4 === 3 || !dark[y * code.size + x] ? 255 : 0;
  });
  return read(pixels, wide, wide)?.data;
}

for (const text of ["K7Q2-99AB-0XYZ", "A", "0123456789".repeat(20), ...ODD.filter((one) => !one.includes("\0"))]) {
  test(`${JSON.stringify(text.slice(0, 40))} is read as it was written`, async () => {
    assert.equal(seen(await drawn(text)), text);
  });
}

test("four modules around a code are left free, and three corners have the marks that readers look for", async () => {
  const code = await drawn("K7Q2-99AB-0XYZ");
  const dark = filled(code);
  const free = (x, y) => Math.min(x, y, code.size - 1 - x, code.size - 1 - y) < 4;
  const rows = Array.from({ length: code.size }, (_, y) => Array.from(dark.slice(y * code.size, (y + 1) * code.size)));
  assert.equal(rows.some((row, y) => row.some((one, x) => one && free(x, y))), false);
  for (const [x, y] of [[4, 4], [code.size - 11, 4], [4, code.size - 11]]) assert.deepEqual(rows[y].slice(x, x + 7), [1, 1, 1, 1, 1, 1, 1]);
});

test("a code is corrected at level M: a smudge on a tenth of it does no harm", async () => {
  const code = await drawn("K7Q2-99AB-0XYZ");
  const middle = Math.floor(code.size / 2);
  const smudge = [0, 1, 2].map((row) => `M${middle + 1} ${middle + row}h4v1h-4z`);
  const without = code.path.replace(/M(\d+) (\d+)h(\d+)v1h-\3z/g, (run, x, y, wide) => (y >= middle && y < middle + 3 && +x + +wide > middle + 1 && x < middle + 5 ? "" : run));
  assert.equal(seen({ size: code.size, path: without + smudge.join("") }), "K7Q2-99AB-0XYZ");
});

test("the same text gives the same code, and what does not fit is an error", async () => {
  assert.deepEqual(await drawn("again"), await drawn("again"));
  assert.equal((await drawn("x".repeat(2330))).size, 177 + 8);
  await assert.rejects(drawn("x".repeat(2331)));
});
