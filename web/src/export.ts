// SPDX-License-Identifier: Apache-2.0
// Files made on the page: tables of what is shown, drawings as SVG and PNG.

export type Cell = string | number | undefined;
export type Row = Record<string, Cell>;

function quoted(value: Cell): string {
  if (value === undefined) return "";
  const text = String(value);
  // A leading = + - @ would be a formula in a spreadsheet; news may hold anything.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Comma-separated values with a header line; the columns are those of the first row. */
export function csv(rows: readonly Row[]): string {
  if (rows.length === 0) return "";
  const names = Object.keys(rows[0]);
  const lines = rows.map((row) => names.map((name) => quoted(row[name])).join(","));
  return [names.map(quoted).join(","), ...lines, ""].join("\r\n");
}

export function json_lines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

export function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function save_text(name: string, text: string, type: string): void {
  save(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

const drawn = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linecap",
  "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline",
];

/** The drawing as a file of its own: what style sheets say is written into each element. */
export function svg_text(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    const target = copies[index];
    for (const name of drawn) target.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role"]) target.removeAttribute(name);
    if (style.display === "none" || target.hasAttribute("data-screen-only")) target.setAttribute("display", "none");
  });
  const box = drawing.getBoundingClientRect();
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const back = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  back.setAttribute("width", "100%");
  back.setAttribute("height", "100%");
  back.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(back);
  return new XMLSerializer().serializeToString(copy);
}

function outline(element: Element): Path2D | undefined {
  const of = (name: string) => Number(element.getAttribute(name) ?? 0);
  const path = new Path2D();
  switch (element.tagName) {
    case "path":
      return new Path2D(element.getAttribute("d") ?? "");
    case "rect":
      path.rect(of("x"), of("y"), of("width"), of("height"));
      return path;
    case "circle":
      path.arc(of("cx"), of("cy"), of("r"), 0, 2 * Math.PI);
      return path;
    case "line":
      path.moveTo(of("x1"), of("y1"));
      path.lineTo(of("x2"), of("y2"));
      return path;
    default:
      return undefined;
  }
}

function paint(canvas: CanvasRenderingContext2D, element: Element): void {
  const style = getComputedStyle(element);
  canvas.globalAlpha = Number(style.opacity);
  if (element.tagName === "text") {
    canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    canvas.fillStyle = style.fill;
    canvas.textAlign = ({ middle: "center", end: "right" } as const)[style.textAnchor as "middle" | "end"] ?? "left";
    canvas.textBaseline = style.dominantBaseline === "middle" ? "middle" : "alphabetic";
    canvas.fillText(element.textContent ?? "", Number(element.getAttribute("x") ?? 0), Number(element.getAttribute("y") ?? 0));
    return;
  }
  const path = outline(element);
  if (path === undefined) return;
  const alpha = canvas.globalAlpha;
  if (style.fill !== "none") {
    canvas.globalAlpha = alpha * Number(style.fillOpacity);
    // A pattern cannot be painted here; a thin tint stands for it.
    canvas.fillStyle = style.fill.startsWith("url") ? "rgba(128, 128, 128, 0.35)" : style.fill;
    canvas.fill(path);
  }
  if (style.stroke === "none") return;
  canvas.globalAlpha = alpha * Number(style.strokeOpacity);
  canvas.strokeStyle = style.stroke;
  canvas.lineWidth = Number.parseFloat(style.strokeWidth);
  canvas.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[ ,]+/).map(Number.parseFloat));
  canvas.stroke(path);
}

/**
 * The drawing as a picture, painted element by element: a content security policy without data: and
 * blob: images refuses the usual way through an image of the SVG.
 */
export function png_of(drawing: SVGSVGElement, scale = 2): Promise<Blob> {
  const box = drawing.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(box.width * scale);
  canvas.height = Math.ceil(box.height * scale);
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const element of drawing.querySelectorAll("path, rect, circle, line, text")) {
    if (element.closest("defs, [data-screen-only]")) continue;
    const place = (element as SVGGraphicsElement).getScreenCTM();
    if (place === null) continue;
    context.setTransform(scale * place.a, scale * place.b, scale * place.c, scale * place.d, scale * (place.e - box.left), scale * (place.f - box.top));
    paint(context, element);
  }
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png");
  });
}
