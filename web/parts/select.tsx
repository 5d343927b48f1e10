/** Choosing one of several from a list that opens; and, when there are many, by typing. */

import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { Select as BaseSelect } from '@base-ui/react/select';
import { type ReactNode, useId } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { FieldFrame } from './field.tsx';
import { Icon } from './icon.tsx';
import './select.css';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly label: ReactNode;
  readonly labelHidden?: boolean;
  readonly help?: ReactNode;
  readonly error?: ReactNode;
  readonly options: readonly Option[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

export function Select(props: Props & { readonly placeholder?: string }): ReactNode {
  const { label, labelHidden, help, error, options } = props;
  const inputId = useId();
  return (
    <FieldFrame {...{ label, labelHidden, help, error, inputId }}>
      <BaseSelect.Root
        items={options}
        value={props.value ?? null}
        onValueChange={(value) => value !== null && props.onChange(value)}
      >
        <BaseSelect.Trigger id={inputId} className="select" data-error={error ? true : undefined}>
          <BaseSelect.Value placeholder={props.placeholder} />
          <BaseSelect.Icon className="select-icon">
            <Icon name="down" size={16} />
          </BaseSelect.Icon>
        </BaseSelect.Trigger>
        <BaseSelect.Portal>
          <BaseSelect.Positioner
            className="select-place"
            alignItemWithTrigger={false}
            sideOffset={-1}
          >
            <BaseSelect.Popup className="select-list">
              <BaseSelect.List>
                {options.map((option) => (
                  <BaseSelect.Item key={option.value} value={option.value} className="select-item">
                    <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                    <BaseSelect.ItemIndicator>
                      <Icon name="check" size={16} />
                    </BaseSelect.ItemIndicator>
                  </BaseSelect.Item>
                ))}
              </BaseSelect.List>
            </BaseSelect.Popup>
          </BaseSelect.Positioner>
        </BaseSelect.Portal>
      </BaseSelect.Root>
    </FieldFrame>
  );
}

export function Combobox(props: Props & { readonly placeholder?: string }): ReactNode {
  const { t } = useLanguage();
  const { label, labelHidden, help, error, options } = props;
  const inputId = useId();
  const chosen = options.find((option) => option.value === props.value) ?? null;
  return (
    <FieldFrame {...{ label, labelHidden, help, error, inputId }}>
      <BaseCombobox.Root
        items={options}
        value={chosen}
        onValueChange={(option: Option | null) => option && props.onChange(option.value)}
      >
        <span className="field-control" data-error={error ? true : undefined}>
          <BaseCombobox.Input id={inputId} placeholder={props.placeholder} />
          <BaseCombobox.Trigger className="select-icon" aria-label={t('parts.open-list')}>
            <Icon name="down" size={16} />
          </BaseCombobox.Trigger>
        </span>
        <BaseCombobox.Portal>
          <BaseCombobox.Positioner className="select-place" sideOffset={2}>
            <BaseCombobox.Popup className="select-list">
              <BaseCombobox.Empty className="select-empty">
                {t('parts.no-match')}
              </BaseCombobox.Empty>
              <BaseCombobox.List>
                {(option: Option) => (
                  <BaseCombobox.Item key={option.value} value={option} className="select-item">
                    {option.label}
                    <BaseCombobox.ItemIndicator>
                      <Icon name="check" size={16} />
                    </BaseCombobox.ItemIndicator>
                  </BaseCombobox.Item>
                )}
              </BaseCombobox.List>
            </BaseCombobox.Popup>
          </BaseCombobox.Positioner>
        </BaseCombobox.Portal>
      </BaseCombobox.Root>
    </FieldFrame>
  );
}
