using System.Globalization;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>The key numbers that texts name, each written as ascending runs separated by spaces, such as <c>3-5 17</c>. What is no such run names nothing.</summary>
internal sealed class KeyNumbers(IEnumerable<string> texts)
{
    private readonly List<(long First, long Last)> _runs = Joined(texts.SelectMany(Runs));

    public static string Write(IEnumerable<long> keys) =>
        string.Join(' ', Joined(keys.Select(key => (key, key))).Select(run => run.First == run.Last ? Number(run.First) : $"{Number(run.First)}-{Number(run.Last)}"));

    /// <remarks>Costs the logarithm of the number of runs.</remarks>
    public bool Contains(long key)
    {
        var place = _runs.BinarySearch((key, long.MaxValue));
        place = place >= 0 ? place : ~place - 1;
        return place >= 0 && _runs[place].Last >= key;
    }

    private static IEnumerable<(long First, long Last)> Runs(string text)
    {
        foreach (var run in text.Split(' '))
        {
            if (run.Split('-') is [var first, .. var rest] && rest.Length < 2 && TryRead(first, out var from) && TryRead(rest.Length == 0 ? first : rest[0], out var to))
            {
                yield return (from, to);
            }
        }
    }

    /// <summary>In order, those that touch or overlap as one.</summary>
    private static List<(long First, long Last)> Joined(IEnumerable<(long First, long Last)> runs)
    {
        var joined = new List<(long First, long Last)>();
        foreach (var run in runs.Where(run => run.First <= run.Last).Order())
        {
            if (joined.Count > 0 && joined[^1].Last >= run.First - 1)
            {
                joined[^1] = (joined[^1].First, Math.Max(joined[^1].Last, run.Last));
            }
            else
            {
                joined.Add(run);
            }
        }

        return joined;
    }

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
