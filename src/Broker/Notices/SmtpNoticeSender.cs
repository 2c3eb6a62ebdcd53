using System.Net;
using System.Net.Mail;

namespace ZioExchange.Broker.Notices;

/// <summary>Hands each notice to the mail server of the operator, encrypted (STARTTLS) unless that server is this machine.</summary>
/// <remarks>A connection each: notices are few, and one that hangs then holds up no other.</remarks>
internal sealed class SmtpNoticeSender(NoticeSettings settings, TimeSpan? patience = null) : INoticeSender
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(20);

    /// <summary>From here on a status of the other side is about this address and final (RFC 5321 section 4.2.1).</summary>
    private const int FirstFinal = 550;

    public async Task<NoticeResult> SendAsync(Notice notice, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(patience ?? UsualPatience);
        try
        {
            using var mail = NoticeMail.Of(notice, settings.From);
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Encrypts, UseDefaultCredentials = false };
            if (settings is { User: { } user, PasswordFile: { } file })
            {
                client.Credentials = new NetworkCredential(user, (await File.ReadAllTextAsync(file, limited.Token)).Trim());
            }

            await client.SendMailAsync(mail, limited.Token).WaitAsync(limited.Token);
            return NoticeResult.Sent;
        }
        catch (SmtpFailedRecipientException e) when ((int)e.StatusCode >= FirstFinal)
        {
            return NoticeResult.Refused;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && (e is SmtpException or IOException or UnauthorizedAccessException or OperationCanceledException or InvalidOperationException))
        {
            return NoticeResult.NotNow;
        }
    }
}
