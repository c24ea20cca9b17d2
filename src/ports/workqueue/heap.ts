/** What Go's container/heap asks of a list that it keeps as a heap. */
export interface Interface<T> {
  len(): number;
  /** Whether the element at i comes before the one at j. */
  less(i: number, j: number): boolean;
  swap(i: number, j: number): void;
  /** Adds an element at the end. */
  push(x: T): void;
  /** Takes the element at the end away. */
  pop(): T;
}

// The functions of Go 1.19's container/heap, which is not part of Kubernetes. They swap as Go
// does, since it decides the order of elements of which none comes before the other.

/** Adds an element. */
export function push<T>(h: Interface<T>, x: T): void {
  h.push(x);
  up(h, h.len() - 1);
}

/** Takes the least element away. */
export function pop<T>(h: Interface<T>): T {
  const n = h.len() - 1;
  h.swap(0, n);
  down(h, 0, n);
  return h.pop();
}

/** Puts the element at i in its place after a change. */
export function fix<T>(h: Interface<T>, i: number): void {
  if (!down(h, i, h.len())) up(h, i);
}

function up<T>(h: Interface<T>, from: number): void {
  let j = from;
  while (j > 0) {
    const parent = Math.trunc((j - 1) / 2);
    if (!h.less(j, parent)) break;
    h.swap(parent, j);
    j = parent;
  }
}

/** Whether the element moved. */
function down<T>(h: Interface<T>, from: number, n: number): boolean {
  let i = from;
  for (let left = 2 * i + 1; left < n; left = 2 * i + 1) {
    const right = left + 1;
    const j = right < n && h.less(right, left) ? right : left;
    if (!h.less(j, i)) break;
    h.swap(i, j);
    i = j;
  }
  return i > from;
}
