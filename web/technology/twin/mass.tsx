/** A mass of CO₂e, in kilograms below a tonne and in tonnes from there. */

import type { ReactNode } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { Value } from '../../parts/value.tsx';

export function MassText(props: { readonly massKg: number; readonly strong?: boolean }): ReactNode {
  const { formats } = useLanguage();
  const inTonnes = Math.abs(props.massKg) >= 1000;
  const number = inTonnes ? props.massKg / 1000 : props.massKg;
  const magnitude = Math.abs(number);
  const decimals = magnitude >= 100 ? 0 : magnitude >= 1 ? 1 : 2;
  return (
    <Value unit={inTonnes ? 't CO2e' : 'kg CO2e'} strong={props.strong}>
      {formats.number(number, { decimals })}
    </Value>
  );
}
