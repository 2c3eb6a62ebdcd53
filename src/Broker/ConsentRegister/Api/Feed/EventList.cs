namespace ZioExchange.Broker.ConsentRegister.Api.Feed;

/// <summary>A part of the feed, oldest first.</summary>
/// <param name="Volgende">The cursor for the next question; the same as before when there was nothing new.</param>
/// <param name="Meer">Whether there is more already.</param>
public sealed record EventList(IReadOnlyList<EventAnswer> Gebeurtenissen, long Volgende, bool Meer);
