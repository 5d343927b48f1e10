/** The pages' entry: the reader's language is loaded, then the shell is drawn with its routes. */

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './tokens.css';
import './base.css';
import { loadCatalogue } from './language/load.ts';
import { applyTheme, readPreferences } from './language/preferences.ts';
import { LanguageProvider } from './language/provider.tsx';
import { ToastProvider } from './parts/toast.tsx';
import { createPagesRouter } from './shell/router.tsx';
import { isRefusal } from './technology/fault.ts';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element #root');

const preferences = readPreferences();
applyTheme(preferences.theme);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the node refuses it refuses again; only what may have been lost is asked for twice.
      retry: (failures, error) => failures < 1 && !isRefusal(error),
      staleTime: 5_000,
      refetchOnWindowFocus: false,
    },
  },
});
const router = createPagesRouter();

const [catalogue] = await Promise.all([loadCatalogue(preferences.language), router.load()]);
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider first={catalogue}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
