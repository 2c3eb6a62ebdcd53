using System.Text;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary>Reads lines that somebody else wrote, none longer than a bound: a line without an end would fill the memory.</summary>
/// <param name="most">In characters.</param>
internal sealed class BoundedLines(TextReader text, int most)
{
    private readonly char[] _read = new char[64 * 1024];
    private readonly StringBuilder _line = new();
    private ReadOnlyMemory<char> _rest;

    /// <summary>Whether the line that came last was longer than the bound; it was given up, and nothing comes after it.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The next line without its end; null when there is none, or it is too long.</summary>
    public async Task<string?> NextAsync(CancellationToken ct)
    {
        _line.Clear();
        while (!IsTooLong)
        {
            var end = _rest.Span.IndexOf('\n');
            _line.Append(end < 0 ? _rest : _rest[..end]);
            _rest = end < 0 ? default : _rest[(end + 1)..];
            IsTooLong = _line.Length > most;
            if (end >= 0 && !IsTooLong)
            {
                return Text();
            }

            if (!IsTooLong && (_rest = _read.AsMemory(0, await text.ReadAsync(_read, ct))).IsEmpty)
            {
                return _line.Length > 0 ? Text() : null;
            }
        }

        return null;
    }

    /// <summary>The whole text; null when it is longer than the bound.</summary>
    public static async Task<string?> AllAsync(TextReader text, int most, CancellationToken ct)
    {
        var all = new char[most + 1];
        var length = await text.ReadBlockAsync(all, ct);
        return length <= most ? new string(all, 0, length) : null;
    }

    private string Text() => _line.ToString().TrimEnd('\r');
}
