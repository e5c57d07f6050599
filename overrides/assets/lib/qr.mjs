// @ts-check
// A text as a QR code, drawn as one path. What makes the code is fetched when it is first asked for.

/** @typedef {{ size: number, get(x: number, y: number): boolean }} Code */
/** @typedef {{ correction: { M: number }, generate(text: string, options: { minCorrectionLevel: number }): Code }} Maker */

const QUIET = 4; // modules around a code, by which readers find it

/**
 * Modules are units; corrected at level M, so that a smudge does no harm.
 *
 * @param {string} text at most 2,330 bytes as UTF-8; longer ones are an error
 * @returns {Promise<{ size: number, path: string }>} the dark modules in a box of `size` by `size`, the quiet zone in it
 */
export async function drawn(text) {
  const { correction, generate } = /** @type {Maker} */ (/** @type {any} */ (await import("../vendor/lean-qr.mjs")));
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      let wide = 0;
      while (code.get(x + wide, y)) wide += 1;
      if (wide) path += `M${x + QUIET} ${y + QUIET}h${wide}v1h-${wide}z`;
      x += wide;
    }
  }
  return { size: code.size + 2 * QUIET, path };
}
