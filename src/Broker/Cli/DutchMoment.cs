using System.CommandLine.Parsing;
using System.Globalization;
using ZioExchange.Broker.Oversight;

namespace ZioExchange.Broker.Cli;

/// <summary>Reads a moment of an option: a Dutch day (its first instant), or an instant with its offset. Whatever zone the machine has, the answer is the same.</summary>
internal static class DutchMoment
{
    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DutchTime.TryDay(text, out var day))
        {
            return DutchTime.StartOf(day);
        }

        string[] forms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        if (text.Length > 6 && (text[^1] is 'Z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return instant;
        }

        result.AddError($"'{text}' is no moment; write a day such as 2026-11-24, or an instant with its offset such as 2026-11-24T10:00:00+01:00.");
        return null;
    }
}
