using System.Globalization;

namespace ZioExchange.Broker.Persistence;

/// <summary>How an instant stands in SQLite, which has none of its own: text of fixed width in UTC, which sorts and compares as time does.</summary>
internal static class SqliteInstant
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text has another form: the row was not written by the broker.</exception>
    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
