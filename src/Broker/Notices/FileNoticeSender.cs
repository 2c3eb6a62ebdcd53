using System.Net.Mail;

namespace ZioExchange.Broker.Notices;

/// <summary>Puts each notice as an .eml file in a folder. It appears there whole, under the id of the notice: a second attempt replaces the first.</summary>
internal sealed class FileNoticeSender(NoticeSettings settings) : INoticeSender
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public async Task<NoticeResult> SendAsync(Notice notice, CancellationToken ct)
    {
        var half = Path.Combine(settings.Folder, ".new-" + notice.Id);
        try
        {
            MakeFolder(settings.Folder);
            MakeFolder(half);
            using (var mail = NoticeMail.Of(notice, settings.From))
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = half })
            {
                await client.SendMailAsync(mail, ct);
            }

            File.Move(System.IO.Directory.EnumerateFiles(half).Single(), Path.Combine(settings.Folder, notice.Id + ".eml"), overwrite: true);
            return NoticeResult.Sent;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SmtpException or InvalidOperationException)
        {
            return NoticeResult.NotNow;
        }
        finally
        {
            Discard(half);
        }
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(path);
        }
        else
        {
            System.IO.Directory.CreateDirectory(path, Mine);
        }
    }

    private static void Discard(string half)
    {
        try
        {
            System.IO.Directory.Delete(half, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was never made, or the disk is away: the next attempt uses the same name.
        }
    }
}
