/**
 * The shortest cycle through a node, with the node as first and last item. Linear in the part of the graph
 * that is reachable from the node.
 */
function cycleThrough<Node>(
  start: Node,
  successors: (node: Node) => readonly Node[],
): readonly Node[] | undefined {
  const previous = new Map<Node, Node>();
  const queue: Node[] = [start];
  // The queue grows while it is read.
  for (const node of queue) {
    for (const next of successors(node)) {
      if (next === start) return wayBack(start, node, previous);
      if (previous.has(next)) continue;
      previous.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}

function wayBack<Node>(
  start: Node,
  last: Node,
  previous: ReadonlyMap<Node, Node>,
): readonly Node[] {
  const way = [start];
  let node: Node | undefined = last;
  while (node !== undefined && node !== start) {
    way.unshift(node);
    node = previous.get(node);
  }
  return [start, ...way];
}

/**
 * Cycles that together contain every node on a cycle, each by its first node. Linear in a graph without
 * cycles, which is traversed only once.
 */
export function cyclesIn<Node>(
  nodes: readonly Node[],
  successors: (node: Node) => readonly Node[],
): ReadonlyMap<Node, readonly Node[]> {
  const cycles = new Map<Node, readonly Node[]>();
  const found = new Set<Node>();
  for (const node of aroundCycles(nodes, successors)) {
    if (found.has(node)) continue;
    const cycle = cycleThrough(node, successors);
    if (cycle === undefined) continue;
    cycles.set(node, cycle);
    for (const one of cycle) found.add(one);
  }
  return cycles;
}

/** The nodes that can be on a cycle: reachable from a cycle, and with a path to one. */
function aroundCycles<Node>(
  nodes: readonly Node[],
  successors: (node: Node) => readonly Node[],
): ReadonlySet<Node> {
  const edges = new Map<Node, readonly Node[]>();
  const reached = new Set(nodes);
  // The set grows while it is read.
  for (const node of reached) {
    const next = successors(node);
    edges.set(node, next);
    for (const one of next) reached.add(one);
  }
  const leading = withoutEnds(edges);
  return new Set([...withoutEnds(reversed(edges))].filter((node) => leading.has(node)));
}

/** The nodes with a path to a cycle. */
function withoutEnds<Node>(edges: ReadonlyMap<Node, readonly Node[]>): ReadonlySet<Node> {
  const before = reversed(edges);
  const open = new Map([...edges].map(([node, next]) => [node, next.length]));
  const ends = [...open].filter(([, count]) => count === 0).map(([node]) => node);
  for (const end of ends) {
    open.delete(end);
    for (const node of before.get(end) ?? []) {
      const count = (open.get(node) ?? 0) - 1;
      open.set(node, count);
      if (count === 0) ends.push(node);
    }
  }
  return new Set(open.keys());
}

function reversed<Node>(
  edges: ReadonlyMap<Node, readonly Node[]>,
): ReadonlyMap<Node, readonly Node[]> {
  const before = new Map<Node, Node[]>([...edges.keys()].map((node) => [node, []]));
  for (const [node, next] of edges) for (const one of next) before.get(one)?.push(node);
  return before;
}
