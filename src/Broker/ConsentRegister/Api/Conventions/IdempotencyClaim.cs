namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>What is known of a key that was used before.</summary>
/// <param name="SameRequest">Whether it stood on the same request.</param>
/// <param name="Answer">Null while the first request still runs, and when its answer was lost.</param>
/// <param name="AnswerLost">The first request had its effect, but nobody knows any more what it answered.</param>
internal sealed record IdempotencyClaim(bool SameRequest, IdempotentAnswer? Answer, bool AnswerLost = false);
