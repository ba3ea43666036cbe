/** @example withoutTrailingSlashes('https://api.example.com/v1/') // 'https://api.example.com/v1' */
export function withoutTrailingSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === '/') end--;
  return url.slice(0, end);
}
