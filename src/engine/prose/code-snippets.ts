/** Code of one language for one task. `NAME` stands for the name of the function or table, `TASK` for what it does. */
export interface Snippet {
  /** Words that must stand in the task, any of them. */
  readonly words: RegExp;
  /** Name to fall back on. */
  readonly name: string;
  readonly code: Readonly<Record<string, string>>;
}

/** Tasks for which the mock has real code. */
export const SNIPPETS: readonly Snippet[] = [
  {
    words: /endpoint|express|flask|fastapi|rest api|server|route/,
    name: 'create item',
    code: {
      python:
        'from fastapi import FastAPI\nfrom pydantic import BaseModel\n\napp = FastAPI()\nitems: dict[int, "Item"] = {}\n\n\nclass Item(BaseModel):\n    name: str\n\n\n# TASK\n@app.post("/items", status_code=201)\ndef NAME(item: Item) -> dict:\n    item_id = len(items) + 1\n    items[item_id] = item\n    return {"id": item_id, "name": item.name}',
      javascript:
        "import express from 'express';\n\nconst app = express();\napp.use(express.json());\nconst items = [];\n\n// TASK\napp.post('/items', function NAME(req, res) {\n  const { name } = req.body;\n  if (!name) return res.status(400).json({ error: 'name is required' });\n  const item = { id: items.length + 1, name };\n  items.push(item);\n  res.status(201).json(item);\n});\n\napp.listen(3000);",
    },
  },
  {
    words: /\b(?:top|best|highest|most)\b.{0,80}\b(?:by|revenue|sales|spend|amount|total)/,
    name: 'top customers',
    code: {
      sql: '-- TASK\nSELECT c.id, c.name, SUM(o.total) AS revenue\nFROM customers AS c\nJOIN orders AS o ON o.customer_id = c.id\nGROUP BY c.id, c.name\nORDER BY revenue DESC\nLIMIT 5;',
    },
  },
  { words: /e-?mail/, name: 'email', code: { regex: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$' } },
  { words: /phone/, name: 'phone', code: { regex: '^\\+?[0-9][0-9 ()-]{6,18}$' } },
  { words: /\bdates?\b/, name: 'date', code: { regex: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' } },
  { words: /\burls?\b|\blinks?\b/, name: 'url', code: { regex: '^https?://[^\\s/$.?#][^\\s]*$' } },
  { words: /digits?|numbers?|integer/, name: 'number', code: { regex: '^-?\\d+(\\.\\d+)?$' } },
  {
    words: /revers/,
    name: 'reverse string',
    code: {
      python:
        'def NAME(text: str) -> str:\n    """Return the text with its characters in reverse order."""\n    return text[::-1]\n\n\nprint(NAME("hello"))  # olleh',
      javascript:
        "function NAME(text) {\n  return [...text].reverse().join('');\n}\n\nconsole.log(NAME('hello')); // olleh",
      typescript:
        "function NAME(text: string): string {\n  return [...text].reverse().join('');\n}\n\nconsole.log(NAME('hello')); // olleh",
      go: 'func NAME(s string) string {\n\trunes := []rune(s)\n\tfor i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {\n\t\trunes[i], runes[j] = runes[j], runes[i]\n\t}\n\treturn string(runes)\n}',
      rust: 'fn NAME(text: &str) -> String {\n    text.chars().rev().collect()\n}\n\nfn main() {\n    println!("{}", NAME("hello")); // olleh\n}',
      bash: '#!/usr/bin/env bash\nset -euo pipefail\n\nNAME() {\n  printf \'%s\\n\' "$1" | rev\n}\n\nNAME "hello"  # olleh',
    },
  },
  {
    words: /fibonacci/,
    name: 'fibonacci',
    code: {
      python:
        'def NAME(n: int) -> int:\n    """Return the n-th Fibonacci number (NAME(0) == 0)."""\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n\n\nprint([NAME(i) for i in range(10)])  # [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]',
      javascript:
        'function NAME(n) {\n  let [a, b] = [0, 1];\n  for (let i = 0; i < n; i++) [a, b] = [b, a + b];\n  return a;\n}\n\nconsole.log(NAME(10)); // 55',
      typescript:
        'function NAME(n: number): number {\n  let [a, b] = [0, 1];\n  for (let i = 0; i < n; i++) [a, b] = [b, a + b];\n  return a;\n}\n\nconsole.log(NAME(10)); // 55',
      go: 'func NAME(n int) int {\n\ta, b := 0, 1\n\tfor i := 0; i < n; i++ {\n\t\ta, b = b, a+b\n\t}\n\treturn a\n}',
      rust: 'fn NAME(n: u32) -> u64 {\n    let (mut a, mut b) = (0, 1);\n    for _ in 0..n {\n        (a, b) = (b, a + b);\n    }\n    a\n}',
    },
  },
  {
    words: /prime/,
    name: 'is prime',
    code: {
      python:
        'def NAME(n: int) -> bool:\n    """Return True if n is a prime number."""\n    if n < 2:\n        return False\n    for divisor in range(2, int(n**0.5) + 1):\n        if n % divisor == 0:\n            return False\n    return True\n\n\nprint([n for n in range(20) if NAME(n)])  # [2, 3, 5, 7, 11, 13, 17, 19]',
      javascript:
        'function NAME(n) {\n  if (n < 2) return false;\n  for (let d = 2; d * d <= n; d++) {\n    if (n % d === 0) return false;\n  }\n  return true;\n}\n\nconsole.log([2, 9, 17].map(NAME)); // [true, false, true]',
      typescript:
        'function NAME(n: number): boolean {\n  if (n < 2) return false;\n  for (let d = 2; d * d <= n; d++) {\n    if (n % d === 0) return false;\n  }\n  return true;\n}',
      go: 'func NAME(n int) bool {\n\tif n < 2 {\n\t\treturn false\n\t}\n\tfor d := 2; d*d <= n; d++ {\n\t\tif n%d == 0 {\n\t\t\treturn false\n\t\t}\n\t}\n\treturn true\n}',
    },
  },
  {
    words: /factorial/,
    name: 'factorial',
    code: {
      python:
        'def NAME(n: int) -> int:\n    """Return n! for n >= 0."""\n    if n < 0:\n        raise ValueError("n must not be negative")\n    return 1 if n < 2 else n * NAME(n - 1)\n\n\nprint(NAME(5))  # 120',
      javascript:
        "function NAME(n) {\n  if (n < 0) throw new RangeError('n must not be negative');\n  return n < 2 ? 1 : n * NAME(n - 1);\n}\n\nconsole.log(NAME(5)); // 120",
      typescript:
        "function NAME(n: number): number {\n  if (n < 0) throw new RangeError('n must not be negative');\n  return n < 2 ? 1 : n * NAME(n - 1);\n}\n\nconsole.log(NAME(5)); // 120",
    },
  },
  {
    words: /palindrome|回文/,
    name: 'is palindrome',
    code: {
      python:
        'def NAME(text: str) -> bool:\n    """Return True if the text reads the same in both directions."""\n    letters = [c.lower() for c in text if c.isalnum()]\n    return letters == letters[::-1]\n\n\nprint(NAME("A man, a plan, a canal: Panama"))  # True',
      javascript:
        "function NAME(text) {\n  const letters = text.toLowerCase().replace(/[^a-z0-9]/g, '');\n  return letters === [...letters].reverse().join('');\n}\n\nconsole.log(NAME('racecar')); // true",
      typescript:
        "function NAME(text: string): boolean {\n  const letters = text.toLowerCase().replace(/[^a-z0-9]/g, '');\n  return letters === [...letters].reverse().join('');\n}",
    },
  },
  {
    words: /sort|排序/,
    name: 'quick sort',
    code: {
      python:
        'def NAME(items: list[int]) -> list[int]:\n    """Return a sorted copy of the items."""\n    if len(items) < 2:\n        return items\n    pivot, *rest = items\n    smaller = [x for x in rest if x < pivot]\n    larger = [x for x in rest if x >= pivot]\n    return NAME(smaller) + [pivot] + NAME(larger)\n\n\nprint(NAME([5, 2, 9, 1]))  # [1, 2, 5, 9]',
      javascript:
        'function NAME(items) {\n  if (items.length < 2) return items;\n  const [pivot, ...rest] = items;\n  const smaller = rest.filter((x) => x < pivot);\n  const larger = rest.filter((x) => x >= pivot);\n  return [...NAME(smaller), pivot, ...NAME(larger)];\n}\n\nconsole.log(NAME([5, 2, 9, 1])); // [1, 2, 5, 9]',
      typescript:
        'function NAME(items: readonly number[]): number[] {\n  const [pivot, ...rest] = items;\n  if (pivot === undefined) return [];\n  return [...NAME(rest.filter((x) => x < pivot)), pivot, ...NAME(rest.filter((x) => x >= pivot))];\n}',
      go: 'func NAME(items []int) []int {\n\tif len(items) < 2 {\n\t\treturn items\n\t}\n\tpivot := items[0]\n\tvar smaller, larger []int\n\tfor _, x := range items[1:] {\n\t\tif x < pivot {\n\t\t\tsmaller = append(smaller, x)\n\t\t} else {\n\t\t\tlarger = append(larger, x)\n\t\t}\n\t}\n\treturn append(append(NAME(smaller), pivot), NAME(larger)...)\n}',
    },
  },
  {
    words: /duplicat/,
    name: 'remove duplicates',
    code: {
      python:
        'def NAME(items: list) -> list:\n    """Return the items without duplicates, in their original order."""\n    return list(dict.fromkeys(items))\n\n\nprint(NAME([3, 1, 3, 2, 1]))  # [3, 1, 2]',
      javascript: 'const NAME = (items) => [...new Set(items)];\n\nconsole.log(NAME([3, 1, 3, 2, 1])); // [3, 1, 2]',
      typescript:
        'const NAME = <T>(items: readonly T[]): T[] => [...new Set(items)];\n\nconsole.log(NAME([3, 1, 3, 2, 1])); // [3, 1, 2]',
      sql: 'SELECT email, COUNT(*) AS copies\nFROM users\nGROUP BY email\nHAVING COUNT(*) > 1\nORDER BY copies DESC;',
    },
  },
  {
    words: /\b(?:sum|add|adds|adding)\b|求和/,
    name: 'sum numbers',
    code: {
      python:
        'def NAME(numbers: list[float]) -> float:\n    """Return the sum of the numbers."""\n    total = 0\n    for number in numbers:\n        total += number\n    return total\n\n\nprint(NAME([1, 2, 3]))  # 6',
      javascript:
        'const NAME = (...numbers) => numbers.reduce((total, n) => total + n, 0);\n\nconsole.log(NAME(1, 2, 3)); // 6',
      typescript:
        'const NAME = (...numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);\n\nconsole.log(NAME(1, 2, 3)); // 6',
      go: 'func NAME(numbers ...int) int {\n\ttotal := 0\n\tfor _, n := range numbers {\n\t\ttotal += n\n\t}\n\treturn total\n}',
      sql: 'SELECT customer_id, SUM(amount) AS total\nFROM orders\nGROUP BY customer_id\nORDER BY total DESC;',
    },
  },
  {
    words: /fetch|http|request|api|download|url/,
    name: 'fetch json',
    code: {
      python:
        'import json\nfrom urllib.request import urlopen\n\n\ndef NAME(url: str) -> dict:\n    """Fetch a URL and return the parsed JSON body."""\n    with urlopen(url, timeout=10) as response:\n        return json.load(response)\n\n\ndata = NAME("https://example.com/data.json")\nprint(data)',
      javascript:
        "async function NAME(url) {\n  const response = await fetch(url);\n  if (!response.ok) throw new Error(`HTTP ${response.status}`);\n  return response.json();\n}\n\nconst data = await NAME('https://example.com/data.json');\nconsole.log(data);",
      typescript:
        'async function NAME<T>(url: string): Promise<T> {\n  const response = await fetch(url);\n  if (!response.ok) throw new Error(`HTTP ${response.status}`);\n  return (await response.json()) as T;\n}',
      bash: '#!/usr/bin/env bash\nset -euo pipefail\n\nurl="${1:-https://example.com/data.json}"\ncurl --fail --silent --show-error "$url" | jq .',
    },
  },
  {
    words: /hello world|hello, world|prints? hello/,
    name: 'main',
    code: {
      python: 'print("Hello, World!")',
      javascript: "console.log('Hello, World!');",
      typescript: "console.log('Hello, World!');",
      go: 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("Hello, World!")\n}',
      rust: 'fn main() {\n    println!("Hello, World!");\n}',
      java: 'public class Main {\n    public static void main(String[] args) {\n        System.out.println("Hello, World!");\n    }\n}',
      bash: '#!/usr/bin/env bash\necho "Hello, World!"',
    },
  },
  {
    words: /valid|check|looks like/,
    name: 'is valid email',
    code: {
      python:
        'import re\n\nPATTERN = re.compile(r"^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$")\n\n\ndef NAME(address: str) -> bool:\n    """Return True if the address looks like an email address."""\n    return PATTERN.match(address) is not None\n\n\nprint(NAME("ana@example.com"))  # True',
      javascript:
        "const PATTERN = /^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$/;\n\nfunction NAME(address) {\n  return PATTERN.test(address);\n}\n\nconsole.log(NAME('ana@example.com')); // true",
      typescript:
        'const PATTERN = /^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$/;\n\nfunction NAME(address: string): boolean {\n  return PATTERN.test(address);\n}',
      regex: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
    },
  },
  {
    words: /send|mail/,
    name: 'send email',
    code: {
      python:
        'import smtplib\nfrom email.message import EmailMessage\n\n\ndef NAME(to: str, subject: str, body: str) -> None:\n    """Send a plain-text email through the local mail server."""\n    message = EmailMessage()\n    message["From"] = "me@example.com"\n    message["To"] = to\n    message["Subject"] = subject\n    message.set_content(body)\n    with smtplib.SMTP("localhost") as server:\n        server.send_message(message)\n\n\nNAME("ana@example.com", "Hello", "How are you?")',
      javascript:
        "import nodemailer from 'nodemailer';\n\nconst transport = nodemailer.createTransport({ host: 'localhost', port: 25 });\n\nasync function NAME(to, subject, text) {\n  await transport.sendMail({ from: 'me@example.com', to, subject, text });\n}\n\nawait NAME('ana@example.com', 'Hello', 'How are you?');",
    },
  },
  {
    words: /file|lines?|csv|backup|director/,
    name: 'count lines',
    code: {
      python:
        'from pathlib import Path\n\n\ndef NAME(path: str) -> int:\n    """Return the number of lines in a text file."""\n    with Path(path).open(encoding="utf-8") as file:\n        return sum(1 for _ in file)\n\n\nprint(NAME("notes.txt"))',
      javascript:
        "import { readFile } from 'node:fs/promises';\n\nasync function NAME(path) {\n  const text = await readFile(path, 'utf8');\n  return text.split('\\n').length;\n}",
      bash: '#!/usr/bin/env bash\nset -euo pipefail\n\nfor file in "$@"; do\n  printf \'%s: %s\\n\' "$file" "$(wc -l < "$file")"\ndone',
    },
  },
];

/** Unit tests, for prompts that want these rather than the code they test. `NAME` is what is tested. */
export const TESTS: Readonly<Record<string, string>> = {
  python:
    'import pytest\n\nfrom app import NAME\n\n\ndef test_NAME_with_usual_input():\n    assert NAME(2, 3) == 5\n\n\ndef test_NAME_with_zero():\n    assert NAME(0, 0) == 0\n\n\ndef test_NAME_with_negative_numbers():\n    assert NAME(-2, 2) == 0\n\n\ndef test_NAME_rejects_text():\n    with pytest.raises(TypeError):\n        NAME("a", 1)',
  javascript:
    "import { describe, expect, it } from 'vitest';\nimport { NAME } from './NAME.js';\n\ndescribe('NAME', () => {\n  it('handles the usual case', () => {\n    expect(NAME(2, 3)).toBe(5);\n  });\n\n  it('handles zero', () => {\n    expect(NAME(0, 0)).toBe(0);\n  });\n\n  it('handles negative numbers', () => {\n    expect(NAME(-2, 2)).toBe(0);\n  });\n});",
  typescript:
    "import { describe, expect, it } from 'vitest';\nimport { NAME } from './NAME.ts';\n\ndescribe('NAME', () => {\n  it('handles the usual case', () => {\n    expect(NAME(2, 3)).toBe(5);\n  });\n\n  it('handles zero', () => {\n    expect(NAME(0, 0)).toBe(0);\n  });\n});",
  go: 'func TestNAME(t *testing.T) {\n\tif got := NAME(2, 3); got != 5 {\n\t\tt.Errorf("NAME(2, 3) = %d, want 5", got)\n\t}\n}',
};

/** Code of no special purpose, for tasks without a snippet. */
export const SKELETONS: Readonly<Record<string, string>> = {
  python:
    'def NAME(value):\n    """TASK."""\n    if value is None:\n        raise ValueError("value is required")\n    result = []\n    for item in value:\n        result.append(item)\n    return result\n\n\nif __name__ == "__main__":\n    print(NAME([1, 2, 3]))',
  javascript:
    "/** TASK. */\nfunction NAME(value) {\n  if (value == null) throw new TypeError('value is required');\n  const result = [];\n  for (const item of value) result.push(item);\n  return result;\n}\n\nconsole.log(NAME([1, 2, 3]));",
  typescript:
    '/** TASK. */\nexport function NAME<T>(value: readonly T[]): T[] {\n  const result: T[] = [];\n  for (const item of value) result.push(item);\n  return result;\n}\n\nconsole.log(NAME([1, 2, 3]));',
  go: '// NAME: TASK.\nfunc NAME(values []string) ([]string, error) {\n\tif len(values) == 0 {\n\t\treturn nil, errors.New("values must not be empty")\n\t}\n\tresult := make([]string, 0, len(values))\n\tfor _, value := range values {\n\t\tresult = append(result, value)\n\t}\n\treturn result, nil\n}',
  rust: '/// TASK.\nfn NAME(values: &[i64]) -> Vec<i64> {\n    values.iter().copied().collect()\n}\n\nfn main() {\n    println!("{:?}", NAME(&[1, 2, 3]));\n}',
  java: 'import java.util.ArrayList;\nimport java.util.List;\n\npublic final class Main {\n    /** TASK. */\n    static List<String> NAME(List<String> values) {\n        List<String> result = new ArrayList<>();\n        for (String value : values) {\n            result.add(value);\n        }\n        return result;\n    }\n}',
  sql: "-- TASK\nSELECT c.id, c.name, COUNT(o.id) AS orders\nFROM customers AS c\nLEFT JOIN orders AS o ON o.customer_id = c.id\nWHERE c.created_at >= DATE '2024-01-01'\nGROUP BY c.id, c.name\nORDER BY orders DESC\nLIMIT 20;",
  bash: '#!/usr/bin/env bash\n# TASK\nset -euo pipefail\n\nmain() {\n  local target="${1:-.}"\n  find "$target" -type f -print0 | while IFS= read -r -d \'\' file; do\n    echo "Processing $file"\n  done\n}\n\nmain "$@"',
  html: '<!doctype html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8" />\n    <title>TASK</title>\n  </head>\n  <body>\n    <main>\n      <h1>TASK</h1>\n      <p>Welcome!</p>\n    </main>\n  </body>\n</html>',
  css: '/* TASK */\n.container {\n  display: grid;\n  place-items: center;\n  min-height: 100vh;\n  gap: 1rem;\n}',
  regex: '^[A-Za-z0-9_-]{3,64}$',
  ruby: '# TASK.\ndef NAME(values)\n  raise ArgumentError, "values must not be empty" if values.empty?\n\n  values.map { |value| value }\nend\n\nputs NAME([1, 2, 3]).inspect',
  php: '<?php\n\n/** TASK. */\nfunction NAME(array $values): array\n{\n    return array_map(fn ($value) => $value, $values);\n}\n\nprint_r(NAME([1, 2, 3]));',
  'c++':
    '#include <iostream>\n#include <vector>\n\n// TASK.\nstd::vector<int> NAME(const std::vector<int>& values) {\n    return {values.begin(), values.end()};\n}\n\nint main() {\n    for (int value : NAME({1, 2, 3})) std::cout << value << "\\n";\n}',
  'c#': 'using System.Collections.Generic;\nusing System.Linq;\n\npublic static class Program\n{\n    /// <summary>TASK.</summary>\n    public static List<int> NAME(IEnumerable<int> values) => values.ToList();\n}',
  swift: '/// TASK.\nfunc NAME(_ values: [Int]) -> [Int] {\n    values.map { $0 }\n}\n\nprint(NAME([1, 2, 3]))',
  kotlin:
    '/** TASK. */\nfun NAME(values: List<Int>): List<Int> = values.map { it }\n\nfun main() {\n    println(NAME(listOf(1, 2, 3)))\n}',
};
