/** The classes of the metamodel by name. */

import type { ModelClass } from './types.ts';

export type ClassName =
  | ModelClass
  | 'AdministrativeInformation'
  | 'AssetInformation'
  | 'EmbeddedDataSpecification'
  | 'Environment'
  | 'Extension'
  | 'Key'
  | 'LangStringDefinitionTypeIec61360'
  | 'LangStringNameType'
  | 'LangStringPreferredNameTypeIec61360'
  | 'LangStringShortNameTypeIec61360'
  | 'LangStringTextType'
  | 'LevelType'
  | 'OperationVariable'
  | 'Qualifier'
  | 'Reference'
  | 'Resource'
  | 'SpecificAssetId'
  | 'ValueList'
  | 'ValueReferencePair';
