/**
 * Script of the HTML report: a filter, copy buttons and the way to what a fragment names. Without it everything is there and readable;
 * what needs it stays hidden.
 */
export const SCRIPT: string = `
const form = document.querySelector('form');
const rows = [...document.querySelectorAll('[data-status]')];
const count = document.querySelector('#count');
const filter = () => {
  const words = form.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const status = form.status.value;
  let shown = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !(words.every((word) => text.includes(word)) && (!status || row.dataset.status.split(' ').includes(status)));
    if (!row.hidden) shown++;
  }
  const active = words.length > 0 || status !== '';
  for (const group of document.querySelectorAll('details[data-group]')) if (active) group.open = true;
  count.textContent = active ? shown + ' of ' + rows.length + ' shown' : '';
};
const reveal = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let node = target; node; node = node.parentElement) { if (node.tagName === 'DETAILS') node.open = true; node.hidden = false; }
  target.scrollIntoView();
};
form.hidden = false;
form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());
addEventListener('hashchange', reveal);
addEventListener('keydown', (event) => {
  if (event.key === '/' && !event.target.closest('input, select')) { event.preventDefault(); form.text.focus(); }
  if (event.key === 'Escape' && event.target === form.text) { form.text.value = ''; filter(); }
});
for (const button of document.querySelectorAll('.command button')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const text = button.parentElement.querySelector('pre').textContent;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.body.appendChild(document.createElement('textarea'));
      area.value = text; area.select(); document.execCommand('copy'); area.remove();
    }
    button.textContent = 'Copied';
  });
}
reveal();
`;
