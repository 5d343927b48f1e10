/** One of a few, side by side: shift, day, week. Arrow keys move the choice. */

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import './choice.css';

export interface ChoiceOption<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
}

export function Choice<V extends string>(props: {
  /** Said by screen readers. */
  readonly label: string;
  readonly options: readonly ChoiceOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}): ReactNode {
  return (
    <RadioGroup
      className="choice"
      aria-label={props.label}
      value={props.value}
      onValueChange={(value) => props.onChange(value)}
    >
      {props.options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          className="choice-option"
          nativeButton
          render={<button type="button" />}
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
