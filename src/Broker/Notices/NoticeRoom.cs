using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Notices;

/// <summary>Puts notices to families into the program.</summary>
public static class NoticeRoom
{
    public static void AddNotices(this IServiceCollection services, BrokerSettings settings)
    {
        services.AddSingleton(settings.Notices);
        services.AddSingleton<NoticeChoices>();
        services.AddSingleton<NoticeRound>();
        services.AddSingleton<NoticePost>();
        if (settings.Notices.Sender is NoticeSenderKind.Smtp)
        {
            services.AddSingleton<INoticeSender, SmtpNoticeSender>();
        }
        else
        {
            services.AddSingleton<INoticeSender, FileNoticeSender>();
        }

        if (settings.Notices.On)
        {
            services.AddHostedService<NoticeWorker>();
        }
    }
}
