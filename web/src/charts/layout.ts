// SPDX-License-Identifier: Apache-2.0
// Where the nodes of a network stand: linked ones near, none on top of another. The same input gives
// the same picture.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationNodeDatum } from "d3-force";

export interface Node extends SimulationNodeDatum {
  id: string;
  radius: number;
}

export interface Placed {
  id: string;
  radius: number;
  x: number;
  y: number;
}

/** Places nodes inside [0, width] × [0, height]. Links name nodes by id; unknown ones are left out. */
export function layout(
  nodes: Array<{ id: string; radius: number }>,
  links: Array<{ source: string; target: string; weight: number }>,
  width: number,
  height: number,
): Placed[] {
  const known = new Set(nodes.map((node) => node.id));
  const copies: Node[] = nodes.map((node) => ({ ...node }));
  const drawn = links.filter((link) => known.has(link.source) && known.has(link.target) && link.source !== link.target).map((link) => ({ ...link }));
  forceSimulation(copies)
    .force("link", forceLink<Node, (typeof drawn)[number]>(drawn).id((node) => node.id).distance(90).strength((link) => Math.min(0.9, 0.15 + Math.log1p(link.weight) / 6)))
    .force("charge", forceManyBody().strength(-260))
    .force("collide", forceCollide<Node>((node) => node.radius + 16))
    .force("x", forceX(0).strength(0.07))
    .force("y", forceY(0).strength(0.1))
    .stop()
    .tick(nodes.length > 400 ? 120 : 300);
  const range = (values: number[], size: number, edge: number) => {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const scale = high > low ? (size - 2 * edge) / (high - low) : 0;
    return (value: number) => (scale === 0 ? size / 2 : edge + (value - low) * Math.min(scale, 2.2) + Math.max(0, (size - 2 * edge - (high - low) * Math.min(scale, 2.2)) / 2));
  };
  const x = range(copies.map((node) => node.x ?? 0), width, width / 11);
  const y = range(copies.map((node) => node.y ?? 0), height, height / 14);
  return copies.map((node) => ({ id: node.id, radius: node.radius, x: x(node.x ?? 0), y: y(node.y ?? 0) }));
}
