/** The shape of one machine of the demo factory: all that its twin says beside the live values. */

import type { Texts } from '../texts.ts';

/** An invented maker, with the address that its plate carries. */
export interface Maker {
  readonly name: string;
  readonly officialName: string;
  readonly street: string;
  readonly zipcode: string;
  readonly town: string;
  readonly province: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly phone: string;
  readonly email: string;
  readonly web: string;
}

/** A figure of the data sheet: name, value, unit (`1` for a count). */
export type Figure = readonly [idShort: string, value: string, unit: string];

export interface Part {
  /** The idShort of its node. */
  readonly name: string;
  readonly displayName: Texts;
  /** Parts that have a twin of their own name their asset; others are only counted. */
  readonly assetId?: string;
  readonly count?: number;
  readonly parts?: readonly Part[];
}

export interface Paper {
  /** VDI 2770 class: `03-02`. */
  readonly classId: '02-01' | '02-02' | '03-02' | '03-04' | '02-04';
  readonly number: string;
  readonly title: Texts;
  readonly summary: Texts;
  /** The lines of the small PDF (Italian and English; Latin script only). */
  readonly lines: readonly string[];
}

export interface Machine {
  readonly code: string;
  readonly displayName: Texts;
  readonly description: Texts;
  readonly maker: Maker;
  readonly root: Texts;
  readonly family: Texts;
  readonly model: string;
  readonly orderCode: string;
  readonly articleNumber: string;
  readonly serialNumber: string;
  readonly manufacturedOn: string;
  readonly hardwareVersion: string;
  readonly firmwareVersion: string;
  readonly directives: readonly string[];
  readonly eclass: { readonly id: string; readonly name: Texts };
  readonly figures: Readonly<Record<'Dimensions' | 'Performance' | 'Supply', readonly Figure[]>>;
  readonly papers: readonly Paper[];
  /** Cradle to gate and delivery, kg CO₂e; invented. */
  readonly footprint: { readonly productionKg: string; readonly deliveryKg: string };
  readonly parts: readonly Part[];
  /** The line drawing, as the inside of an SVG of 320 × 200. */
  readonly drawing: string;
}
