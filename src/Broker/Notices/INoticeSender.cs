namespace ZioExchange.Broker.Notices;

/// <summary>Brings a notice to an address.</summary>
public interface INoticeSender
{
    /// <summary>Ends within half a minute, whatever the other side does. No fault of the other side comes out as an exception: its text could hold the address.</summary>
    Task<NoticeResult> SendAsync(Notice notice, CancellationToken ct);
}
