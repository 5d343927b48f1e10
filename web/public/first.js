// Runs before the first paint: a chosen theme and direction must not flash into place.
try {
  var kept = JSON.parse(localStorage.getItem('registan.preferences') || '{}');
  if (kept.theme === 'light' || kept.theme === 'dark') {
    document.documentElement.dataset.theme = kept.theme;
  }
  if (kept.language) {
    document.documentElement.lang = kept.language;
    document.documentElement.dir = kept.language === 'ar' ? 'rtl' : 'ltr';
  }
} catch (_) {}
