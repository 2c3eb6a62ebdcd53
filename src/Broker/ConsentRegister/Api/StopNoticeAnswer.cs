using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>One recipient that was told to stop using what it received under a consent.</summary>
/// <param name="BevestigdOp">When the recipient said that it did; null while it has not.</param>
public sealed record StopNoticeAnswer(Identified Ontvanger, DateTimeOffset VerstuurdOp, DateTimeOffset? BevestigdOp);
