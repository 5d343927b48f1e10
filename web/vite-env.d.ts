/** What the bundler adds to the language: import.meta.glob and imports of style sheets. */

/// <reference types="vite/client" />
