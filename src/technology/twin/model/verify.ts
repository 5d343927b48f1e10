/**
 * Verification: whether a document is an object of the metamodel. The structure follows the
 * description in classes.ts; the constraints are the rules of rules.ts. It never throws, whatever
 * it is given, and does not stop at the first fault.
 */

import { limits } from '#base';
import {
  type Attribute,
  type ChoiceName,
  type ClassName,
  choices,
  classes,
  enumerations,
} from './classes.ts';
import { finish, isObject, type Loose, newReport, type Report, violate } from './report.ts';
import { rules } from './rules.ts';
import { type TextName, type TextRule, textRules } from './texts.ts';
import type { Violation } from './types.ts';

interface VerifyOptions {
  /** Refuse attributes that the class does not have; true when absent. */
  readonly strict?: boolean;
}

/**
 * Checks `value` as the JSON serialisation of a class (IDTA-01001, version 3.1): attributes, their
 * types, lengths, forms and number, nesting, and every constraint that can be judged on the
 * document alone (see `constraints`). `SubmodelElement` and `DataElement` stand for any of theirs.
 */
export function verify(
  as: ClassName | ChoiceName,
  value: unknown,
  options: VerifyOptions = {},
): readonly Violation[] {
  const report = newReport(options.strict ?? true);
  if (Object.hasOwn(choices, as)) checkChoice(as as ChoiceName, value, report);
  else checkObject(as as ClassName, value, report);
  return finish(report);
}

interface Prepared {
  readonly name: ClassName;
  readonly hasModelType: boolean;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly required: readonly string[];
}

const prepared: ReadonlyMap<string, Prepared> = new Map(
  Object.entries(classes).map(([name, { hasModelType, attributes }]) => {
    const entries = Object.entries(attributes);
    const required = entries.filter(([, { required }]) => required).map(([attribute]) => attribute);
    const attributeMap = new Map(entries);
    return [name, { name: name as ClassName, hasModelType, attributes: attributeMap, required }];
  }),
);

const allowedIn: Readonly<Record<keyof typeof enumerations, ReadonlySet<string>>> =
  Object.fromEntries(
    Object.entries(enumerations).map(([name, values]) => [name, new Set<string>(values)]),
  ) as unknown as Record<keyof typeof enumerations, ReadonlySet<string>>;

const allowedInChoice: Readonly<Record<ChoiceName, ReadonlySet<string>>> = {
  DataElement: new Set(choices.DataElement),
  DataSpecificationContent: new Set(choices.DataSpecificationContent),
  SubmodelElement: new Set(choices.SubmodelElement),
};

function checkObject(name: ClassName, value: unknown, report: Report): void {
  const cls = prepared.get(name);
  if (cls === undefined) throw new Error(`the metamodel has no class ${name}`);
  if (!isObject(value)) {
    violate(report, 'type', `${articled(name)} must be an object, not ${kindOf(value)}.`);
    return;
  }
  if (!descend(report)) return;
  const outerKind = report.submodelKind;
  if (name === 'Submodel')
    report.submodelKind = value.kind === 'Template' ? 'Template' : 'Instance';
  for (const attribute of Object.keys(value)) {
    const content = value[attribute];
    if (content === undefined) continue;
    if (attribute === 'modelType' && cls.hasModelType) continue;
    const description = cls.attributes.get(attribute);
    report.path.push(attribute);
    if (description !== undefined) checkAttribute(description, content, report);
    else if (report.strict) refuseUnknown(cls, attribute, report);
    report.path.pop();
  }
  for (const attribute of cls.required) {
    if (value[attribute] === undefined) {
      violate(
        report,
        'required',
        `${articled(name)} must have the attribute ${attribute}.`,
        attribute,
      );
    }
  }
  if (cls.hasModelType) checkModelType(name, value, report);
  for (const rule of rules[name]) rule(value, report);
  report.submodelKind = outerKind;
  report.depth -= 1;
}

function checkChoice(choice: ChoiceName, value: unknown, report: Report): void {
  if (!isObject(value)) {
    violate(report, 'type', `${articled(choice)} must be an object, not ${kindOf(value)}.`);
    return;
  }
  const { modelType } = value;
  if (typeof modelType === 'string' && allowedInChoice[choice].has(modelType)) {
    checkObject(modelType as ClassName, value, report);
    return;
  }
  const expected = choices[choice].join(', ');
  if (modelType === undefined) {
    violate(report, 'required', `The modelType must tell which it is: ${expected}.`, 'modelType');
  } else {
    violate(report, 'enum', `The modelType must be one of ${expected}.`, 'modelType');
  }
}

function checkModelType(name: ClassName, value: Loose, report: Report): void {
  if (value.modelType === name) return;
  const kind = value.modelType === undefined ? 'required' : 'enum';
  violate(report, kind, `The modelType must be "${name}" here.`, 'modelType');
}

function checkAttribute(attribute: Attribute, content: unknown, report: Report): void {
  if (!attribute.list) {
    checkContent(attribute, content, report);
  } else if (!Array.isArray(content)) {
    violate(report, 'type', `It must be an array, not ${kindOf(content)}.`);
  } else if (content.length === 0) {
    violate(report, 'cardinality', 'It must have at least one item, or be left out.');
  } else if (descend(report)) {
    for (let index = 0; index < content.length; index += 1) {
      report.path.push(index);
      checkContent(attribute, content[index], report);
      report.path.pop();
    }
    report.depth -= 1;
  }
}

function checkContent({ type }: Attribute, content: unknown, report: Report): void {
  switch (type.kind) {
    case 'text':
      checkText(type.text, content, report);
      break;
    case 'object':
      checkObject(type.of, content, report);
      break;
    case 'choice':
      checkChoice(type.of, content, report);
      break;
    case 'boolean':
      if (typeof content !== 'boolean') {
        violate(report, 'type', `It must be true or false, not ${kindOf(content)}.`);
      }
      break;
    case 'enumeration':
      checkEnumeration(type.of, content, report);
      break;
    default:
      throw new Error(`no such kind of attribute: ${type satisfies never}`);
  }
}

function checkEnumeration(name: keyof typeof enumerations, content: unknown, report: Report): void {
  if (typeof content !== 'string') {
    violate(report, 'type', `It must be a string, not ${kindOf(content)}.`);
  } else if (!allowedIn[name].has(content)) {
    const allowed = enumerations[name].join(', ');
    violate(report, 'enum', `${quoted(content)} is not one of ${allowed}.`);
  }
}

function checkText(name: TextName, content: unknown, report: Report): void {
  if (typeof content !== 'string') {
    violate(report, 'type', `It must be a string, not ${kindOf(content)}.`);
    return;
  }
  const rule: TextRule = textRules[name];
  const { lengthMin = 0, lengthMax = Number.POSITIVE_INFINITY } = rule;
  if (content.length < lengthMin) {
    violate(report, 'length', 'It must not be empty; leave it out instead.');
  } else if (content.length > lengthMax && characters(content) > lengthMax) {
    violate(report, 'length', `It must have at most ${lengthMax} characters.`);
  } else if (rule.matches !== undefined && !rule.matches(content)) {
    violate(report, rule.constraint ?? 'pattern', `${quoted(content)} must ${rule.form}.`);
  } else if (!isXmlText(content)) {
    violate(report, 'AASd-130', 'It has a character that XML 1.0 cannot carry; remove it.');
  }
}

/** What XML 1.0 excludes (AASd-130), but for lone surrogates, which the text's form shows. */
const unwritable = /[^\t\n\r -\ufffd]/;

function isXmlText(text: string): boolean {
  return !unwritable.test(text) && text.isWellFormed();
}

function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function descend(report: Report): boolean {
  if (report.depth >= limits.nestingDepthMax) {
    violate(report, 'depth', `It is nested deeper than ${limits.nestingDepthMax} levels.`);
    return false;
  }
  report.depth += 1;
  return true;
}

function refuseUnknown(cls: Prepared, attribute: string, report: Report): void {
  const similar = [...cls.attributes.keys()].find(
    (known) => known.toLowerCase() === attribute.toLowerCase(),
  );
  const hint = similar === undefined ? 'remove it.' : `it may be ${similar} that is meant.`;
  violate(
    report,
    'unknown',
    `${articled(cls.name)} has no attribute ${quoted(attribute)}; ${hint}`,
  );
}

function articled(name: string): string {
  return /^[AEIO]/.test(name) ? `An ${name}` : `A ${name}`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
