// What this browser remembers of the page: choices of looks, never content. A browser that forbids it just forgets.
export function remember(name, value) {
  try {
    if (value === null) {
      localStorage.removeItem(`onekyu.${name}`);
    } else {
      localStorage.setItem(`onekyu.${name}`, value);
    }
  } catch (e) {
    // Storage is switched off: the choice lasts as long as the page.
  }
}

export function recalled(name) {
  try {
    return localStorage.getItem(`onekyu.${name}`);
  } catch (e) {
    return null; // as above
  }
}
