/** The lexical and value rules of the XSD types that values have (XML Schema 1.0, part 2). */

import type { DataTypeDefXsd } from './types.ts';

export function isXsdValue(type: DataTypeDefXsd, text: string): boolean {
  return type === 'xs:boolean' ? /^(true|false|0|1)$/.test(text) : true;
}
