/**
 * The line drawings of the machines as SVG files: ink lines on nothing with one turquoise mark, in
 * the manner of the pages, and readable on a dark ground too.
 */

/** The whole SVG file around a drawing of 320 × 200. */
export function writeDrawing(title: string, drawing: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="640" height="400">
<title>${title}</title>
<style>
path, circle { fill: none; stroke: #15181b; stroke-width: 1.5; stroke-linejoin: miter }
.thin { stroke-width: 1; stroke: #5f6468 }
.mark { stroke: #00929a; stroke-width: 4 }
@media (prefers-color-scheme: dark) {
path, circle { stroke: #efece5 } .thin { stroke: #969b9c } .mark { stroke: #2bb5b3 }
}
</style>
${drawing}
</svg>
`;
}

/** The CE mark, as a marking's picture. */
export function writeCeMark(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 280 200" width="140" height="100">
<title>CE</title>
<path d="M110 20a80 80 0 1 0 0 160" fill="none" stroke="#15181b" stroke-width="24"/>
<path d="M250 20a80 80 0 1 0 0 160M170 100h66" fill="none" stroke="#15181b" stroke-width="24"/>
</svg>
`;
}
