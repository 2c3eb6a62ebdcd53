using System.Text;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>A text that fits a pattern of an XSD, for the small part of the language that the official schemas use.</summary>
internal sealed class RandomPattern
{
    private readonly string _pattern;
    private readonly Random _random;
    private int _at;

    private RandomPattern(string pattern, Random random) => (_pattern, _random) = (pattern, random);

    public static string Of(string pattern, Random random) => new RandomPattern(pattern, random).Choice();

    private string Choice()
    {
        var parts = new List<string> { Row() };
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            parts.Add(Row());
        }

        return parts[_random.Next(parts.Count)];
    }

    private string Row()
    {
        var text = new StringBuilder();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            var from = _at;
            Atom();
            var past = _at;
            var (least, most) = Times();
            var after = _at;
            for (var times = _random.Next(least, most + 1); times > 0; times--)
            {
                _at = from;
                text.Append(Atom());
            }

            _at = Math.Max(after, past);
        }

        return text.ToString();
    }

    private string Atom()
    {
        var one = _pattern[_at++];
        switch (one)
        {
            case '(':
                var inner = Choice();
                _at++;
                return inner;
            case '[':
                return Class();
            case '.':
                return "a";
            case '\\':
                return Escaped(_pattern[_at++]);
            default:
                return one.ToString();
        }
    }

    private string Escaped(char one) => one switch
    {
        'p' => Property(),
        'd' => ((char)('0' + _random.Next(10))).ToString(),
        'w' => ((char)('a' + _random.Next(26))).ToString(),
        's' => " ",
        'S' or 'c' or 'i' or 'D' => "x",
        'n' or 'r' or 't' => " ",
        _ => one.ToString(),
    };

    private string Property()
    {
        var name = _pattern[_at..(_at = _pattern.IndexOf('}', _at) + 1)];
        return name.Contains('N', StringComparison.Ordinal) ? Escaped('d') : name.Contains("Lu", StringComparison.Ordinal) ? "Q" : "q";
    }

    private string Class()
    {
        var isNegated = _pattern[_at] == '^';
        _at += isNegated ? 1 : 0;
        var from = new List<string>();
        var end = _pattern.IndexOf(']', _at + 1);
        while (_pattern[end - 1] == '\\')
        {
            end = _pattern.IndexOf(']', end + 1);
        }

        while (_at < end)
        {
            var one = _pattern[_at++];
            if (one == '\\')
            {
                from.Add(Escaped(_pattern[_at++]));
            }
            else if (_at + 1 < end && _pattern[_at] == '-')
            {
                from.Add(((char)(one + _random.Next(_pattern[_at + 1] - one + 1))).ToString());
                _at += 2;
            }
            else
            {
                from.Add(one.ToString());
            }
        }

        _at = end + 1;
        return isNegated ? "q" : from[_random.Next(from.Count)];
    }

    private (int Least, int Most) Times()
    {
        if (_at >= _pattern.Length)
        {
            return (1, 1);
        }

        switch (_pattern[_at])
        {
            case '?':
                _at++;
                return (0, 1);
            case '*':
                _at++;
                return (0, 3);
            case '+':
                _at++;
                return (1, 4);
            case '{':
                var end = _pattern.IndexOf('}', _at);
                var parts = _pattern[(_at + 1)..end].Split(',');
                _at = end + 1;
                var least = int.Parse(parts[0]);
                return (least, parts.Length == 1 ? least : parts[1].Length == 0 ? least + 3 : Math.Min(int.Parse(parts[1]), least + 8));
            default:
                return (1, 1);
        }
    }
}
