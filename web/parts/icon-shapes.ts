/**
 * The icons as data: box 20, stroke 1.5, square ends. Each is a set of outlines, and where it has
 * them circles, a dashed outline or a filled one. An icon is added here and nowhere else.
 */

export const icons = {
  home: { path: 'M3 3h14v14H3zM10 6.5 13.5 10 10 13.5 6.5 10z' },
  technology: {
    path: 'M2.5 17.5h9M7 17.5v-3 M8.6 10.4 12 7 M15.4 6.9 17 9v3M15 12h4',
    circles: [
      [7, 12, 2.25],
      [13.5, 5.5, 2.25],
    ],
  },
  training: { path: 'M10 5.5 2.5 4v11l7.5 1.5L17.5 15V4zM10 5.5v11' },
  protection: {
    path: 'M3.5 17V3h13v14M7 17v-6c0-2 1.4-3.3 3-4.8 1.6 1.5 3 2.8 3 4.8v6M2 17h3.5M14.5 17H18',
  },
  exchange: { path: 'M3 6.5h13M12.5 3 16 6.5 12.5 10M17 13.5H4M7.5 10 4 13.5 7.5 17' },
  search: { path: 'm12.8 12.8 4.2 4.2', circles: [[8.5, 8.5, 5.5]] },
  alarm: { path: 'M10 3 18 17H2zM10 8v4.2M10 14.4v.2' },
  check: { path: 'm3.5 10.5 4.5 4.5 8.5-10' },
  close: { path: 'm5 5 10 10M15 5 5 15' },
  right: { path: 'M7.5 4.5 13 10l-5.5 5.5' },
  left: { path: 'M12.5 4.5 7 10l5.5 5.5' },
  down: { path: 'M4.5 7.5 10 13l5.5-5.5' },
  up: { path: 'M4.5 12.5 10 7l5.5 5.5' },
  plus: { path: 'M10 4v12M4 10h12' },
  clock: { path: 'M10 6v4l3 2', circles: [[10, 10, 7]] },
  energy: { path: 'M11 2.5 4.5 11H9l-1 6.5L15.5 8H11z' },
  mill: { path: 'M6.5 2.5h7v4h-7zM7.5 6.5V15l2.5 2.5L12.5 15V6.5M7.5 11l5-2.5M7.5 14.5l5-2.5' },
  box: { path: 'M2 17.5h16', dashed: 'M3 5.5h14v9H3z' },
  setup: { path: 'M2.5 6h5M11.5 6h6M2.5 14h7M13.5 14h4M7.5 4h4v4h-4zM9.5 12h4v4h-4z' },
  gauge: {
    path:
      'M3 3.5h14v3.5H3zM5 7v9.5M11 7v6M5 16.5l2.5-3M11 13l-2-1.5' +
      'M8 3.5v1.5M11 3.5v1.5M14 3.5v1.5',
  },
  shaft: { path: 'M2 7.5h7L7.5 10 9 12.5H2zM18 7.5h-5L11.5 10l1.5 2.5h5M15 4.5v11M5 4.5v11' },
  cup: { path: 'M4 6h9.5v7c0 1.5-1 2.5-2.5 2.5H6.5C5 15.5 4 14.5 4 13zM13.5 8H17v4h-3.5M3 18h12' },
  more: { filled: 'M4 9h2v2H4zM9 9h2v2H9zM14 9h2v2h-2z' },
  call: { path: 'M3.5 17.5v-3c0-1.7 1.3-3 3-3h7c1.7 0 3 1.3 3 3v3', circles: [[10, 6, 3]] },
  offline: {
    path: 'M2.5 8c4.5-4.3 10.5-4.3 15 0M5.5 11.5c2.8-2.6 6.2-2.6 9 0M10 15.5v.2M3.5 17.5l13-15',
  },
  print: { path: 'M5.5 7V2.5h9V7M5.5 14H2.5V7h15v7h-3M5.5 11.5h9v6h-9z' },
  save: { path: 'M10 2.5V13M5.5 9l4.5 4.5L14.5 9M3 17.5h14' },
  photo: { path: 'M2.5 6h4L8 3.5h4L13.5 6h4v10.5h-15z', circles: [[10, 11, 3]] },
  lock: { path: 'M4.5 9h11v8.5h-11zM7 9V6c0-1.7 1.3-3 3-3s3 1.3 3 3v3' },
  document: { path: 'M4.5 2.5h7.5l3.5 3.5v11.5h-11zM12 2.5V6h3.5M7 10h6M7 13.5h6' },
  eye: {
    path: 'M2 10c2.2-3.3 4.9-5 8-5s5.8 1.7 8 5c-2.2 3.3-4.9 5-8 5s-5.8-1.7-8-5z',
    circles: [[10, 10, 2]],
  },
  go: { path: 'M3 10h13M11.5 5.5 16 10l-4.5 4.5' },
  back: { path: 'M17 10H4M8.5 5.5 4 10l4.5 4.5' },
  undo: { path: 'M4 7.5h8.5c2.2 0 4 1.7 4 4s-1.8 4-4 4H7M7.5 4 4 7.5 7.5 11' },
  play: { path: 'M5.5 3.5v13l10.5-6.5z' },
  person: { path: 'M5 17.5v-5c0-1.7 1.3-3 3-3h4c1.7 0 3 1.3 3 3v5', circles: [[10, 5.5, 2.5]] },
  simulated: { dashed: 'M2 10c2.7-6.5 5.3-6.5 8 0s5.3 6.5 8 0' },
  station: { path: 'M3 4h14v12H3zM3 8h14' },
  buffer: { path: 'M2.5 5v10h15V5M6 8v7M9.5 8v7' },
  source: { path: 'M3 10h9M8.5 6.5 12 10l-3.5 3.5M16 4v12' },
  sink: { path: 'M4 4v12M7 10h10M13.5 6.5 17 10l-3.5 3.5' },
  conveyor: {
    path: 'M2 7h16M2 12h16',
    circles: [
      [5, 14.5, 1.5],
      [15, 14.5, 1.5],
      [10, 14.5, 1.5],
    ],
  },
  cursor: { path: 'M4.5 2.5 15 10.5l-5 .8-3 4.7z' },
  plug: {
    path: 'M7 2.5V7M13 2.5V7M4.5 7h11v3.5c0 2.5-2 4-4.5 4H9c-2.5 0-4.5-1.5-4.5-4zM10 14.5v3.5',
  },
  menu: { path: 'M3 5.5h14M3 10h14M3 14.5h14' },
  redo: { path: 'M16 7.5H7.5c-2.2 0-4 1.7-4 4s1.8 4 4 4H13M12.5 4 16 7.5 12.5 11' },
} as const satisfies Readonly<Record<string, IconShape>>;

export interface IconShape {
  readonly path?: string;
  /** Drawn with dashes of 2.6 and gaps of 2, butt ends. */
  readonly dashed?: string;
  /** Filled, without a stroke. */
  readonly filled?: string;
  /** Centre and radius. */
  readonly circles?: readonly (readonly [x: number, y: number, r: number])[];
}

export type IconName = keyof typeof icons;
