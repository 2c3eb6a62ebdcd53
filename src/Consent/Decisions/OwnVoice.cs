using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>From which birthday on a child has a say of its own beside its parents (Jeugdwet 7.3.4, 7.3.11; BW 7:450; R-AGE-2).</summary>
public static class OwnVoice
{
    /// <summary>In completed years.</summary>
    public const int Age = 12;

    public static bool IsHadOn(DateOnly day, DateOnly bornOn) => DutchCalendar.AgeOn(bornOn, day) >= Age;
}
