// Tells in time that the session is about to end, and lets the reader stay (WCAG 2.2.1). Without scripts the page says it in words.
const box = document.getElementById('sessie');
const quiet = Number(box.dataset.seconds) * 1000;
setTimeout(() => { box.hidden = false; box.focus(); }, quiet);
document.getElementById('sessie-blijf').addEventListener('click', async event => {
  event.preventDefault();
  const answer = await fetch(event.target.href, { redirect: 'manual' });
  if (answer.ok) {
    box.hidden = true;
    setTimeout(() => { box.hidden = false; box.focus(); }, quiet);
  } else {
    location.assign(event.target.href);
  }
});
