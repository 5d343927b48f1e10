/** Boxes to tick and rounds to choose one of; the whole line can be touched. */

import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Radio as BaseRadio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import './checkbox.css';
import { Icon } from './icon.tsx';

export function Checkbox(props: {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}): ReactNode {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the Base UI checkbox inside
    <label className="check">
      <BaseCheckbox.Root
        className="check-box"
        checked={props.checked}
        disabled={props.disabled}
        onCheckedChange={(checked) => props.onChange(checked)}
      >
        <BaseCheckbox.Indicator className="check-tick">
          <Icon name="check" size={14} />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <span>{props.label}</span>
    </label>
  );
}

export interface RadioOption<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
}

export function Radios<V extends string>(props: {
  /** Said by screen readers. */
  readonly label: string;
  readonly options: readonly RadioOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}): ReactNode {
  return (
    <RadioGroup
      className="radios"
      aria-label={props.label}
      value={props.value}
      onValueChange={(value) => props.onChange(value)}
    >
      {props.options.map((option) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is the Base UI radio inside
        <label className="check" key={option.value}>
          <BaseRadio.Root className="radio-round" value={option.value}>
            <BaseRadio.Indicator className="radio-dot" />
          </BaseRadio.Root>
          <span>{option.label}</span>
        </label>
      ))}
    </RadioGroup>
  );
}
