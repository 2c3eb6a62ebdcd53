using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace ZioExchange.Broker.Notices;

/// <summary>A notice as an e-mail (RFC 5322).</summary>
internal static class NoticeMail
{
    public static MailMessage Of(Notice notice, string from)
    {
        var mail = new MailMessage
        {
            From = new MailAddress(from),
            To = { new MailAddress(notice.To.Text) },
            Subject = notice.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = notice.Text.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        mail.Headers.Add("Message-ID", $"<{notice.Id}@{mail.From.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");   // RFC 3834: no automatic answers, please
        return mail;
    }
}
