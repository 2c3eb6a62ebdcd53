using System.Globalization;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>A set of key numbers as text: ascending, runs shortened, separated by spaces, such as <c>3-5 17</c>.</summary>
internal static class KeyNumbers
{
    public static string Write(IEnumerable<long> keys)
    {
        var runs = new List<(long First, long Last)>();
        foreach (var key in keys.Order())
        {
            if (runs.Count > 0 && runs[^1].Last >= key - 1)
            {
                runs[^1] = (runs[^1].First, key);
            }
            else
            {
                runs.Add((key, key));
            }
        }

        return string.Join(' ', runs.Select(run => run.First == run.Last ? Number(run.First) : $"{Number(run.First)}-{Number(run.Last)}"));
    }

    /// <summary>Whether the text names the key. Text that is not such a set names nothing.</summary>
    public static bool Names(string text, long key) => text.Split(' ').Any(run =>
        run.Split('-') is [var first, .. var rest] && rest.Length < 2 && TryRead(first, out var from)
        && TryRead(rest.Length == 0 ? first : rest[0], out var to) && from <= key && key <= to);

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
