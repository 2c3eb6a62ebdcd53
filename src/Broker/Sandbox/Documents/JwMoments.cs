using System.Globalization;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>The days and numbers that the messages about one toewijzing share.</summary>
internal sealed record JwMoments(SandboxCalendar Calendar, SandboxChild Child)
{
    public int Number => 990000 + int.Parse(Child.Reference, CultureInfo.InvariantCulture);

    public DateOnly Decided => Calendar.YearStart.AddDays(-12);

    /// <summary>First day on which help may start.</summary>
    public DateOnly Begin => Calendar.YearStart.AddDays(4);

    public DateOnly End => Calendar.YearEnd;

    public DateOnly Started => Begin.AddDays(7);

    public DateOnly Stopped => Calendar.Today.AddDays(-3) > Started ? Calendar.Today.AddDays(-3) : Started;
}
