/** Twins as the formula language sees them in memory, for the evaluator. */

import type { PlacedElement, Step, Thing } from '#protection/rules';
import { type Container, childrenOf, type Shell, type Submodel } from '../model/index.ts';
import { queryableText } from '../repository/element-rows.ts';

export function shellThing(shell: Shell, related: () => readonly Thing[] = () => []): Thing {
  return { root: '$aas', document: shell, related };
}

export function submodelThing(
  submodel: Submodel,
  related: () => readonly Thing[] = () => [],
): Thing {
  let placed: readonly PlacedElement[] | undefined;
  const elements = () => {
    placed ??= elementsOf(submodel);
    return placed;
  };
  return { root: '$sm', document: submodel, elements, related };
}

/** Every element with its steps and the texts that it is compared by. */
function elementsOf(submodel: Submodel): readonly PlacedElement[] {
  const placed: PlacedElement[] = [];
  const visit = (container: Container, above: readonly Step[]) => {
    const inList = container.modelType === 'SubmodelElementList';
    childrenOf(container).forEach((document, index) => {
      const step: Step = inList ? { index } : { name: document.idShort ?? '' };
      const steps = [...above, step];
      const text = queryableText(document);
      const own = text === null ? {} : { text };
      const texts = document.modelType === 'MultiLanguageProperty' ? (document.value ?? []) : [];
      placed.push({ steps, document, values: [own, ...texts] });
      visit(document, steps);
    });
  };
  visit(submodel, []);
  return placed;
}
