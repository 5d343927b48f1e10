/** The page's own name in the breadcrumb: the page says it, the band shows it. */

import { createContext, type ReactNode, useContext, useState } from 'react';

type SetCrumb = (crumb: string | undefined) => void;

const CrumbContext = createContext<string | undefined>(undefined);
const SetCrumbContext = createContext<SetCrumb | undefined>(undefined);

export function CrumbProvider(props: { readonly children: ReactNode }): ReactNode {
  const [crumb, setCrumb] = useState<string>();
  return (
    <SetCrumbContext value={setCrumb}>
      <CrumbContext value={crumb}>{props.children}</CrumbContext>
    </SetCrumbContext>
  );
}

export function useCrumb(): string | undefined {
  return useContext(CrumbContext);
}

/** How a page names itself. */
export function useCrumbs(): SetCrumb {
  return useContext(SetCrumbContext) ?? ignore;
}

function ignore(): void {}
