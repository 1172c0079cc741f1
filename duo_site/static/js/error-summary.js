// Brings the reader to the summary of errors; a browser that knows autofocus has done so already.
document.querySelector("[data-error-summary]")?.focus();
