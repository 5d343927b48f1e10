// Runs before the first paint: a chosen theme and direction must not flash into place.
(() => {
  try {
    const kept = JSON.parse(localStorage.getItem('registan.preferences') || '{}');
    const root = document.documentElement;
    if (kept.theme === 'light' || kept.theme === 'dark') root.dataset.theme = kept.theme;
    if (kept.language) {
      root.lang = kept.language;
      root.dir = kept.language === 'ar' ? 'rtl' : 'ltr';
    }
  } catch {
    // Without a storage, or with a damaged one, the page comes as the system wishes.
  }
})();
