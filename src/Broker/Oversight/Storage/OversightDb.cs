using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>The tables of oversight, named <c>oversight_*</c> in the scripts. Instants are UTC ticks, so that both databases keep and compare them alike.</summary>
/// <param name="joined">The connection of a commit step; null for one of its own.</param>
internal sealed class OversightDb(BrokerDatabase database, DbConnection? joined = null) : DbContext
{
    public DbSet<HourRow> Hours => Set<HourRow>();

    public DbSet<ChildNameRow> Children => Set<ChildNameRow>();

    public DbSet<CheckRow> Checks => Set<CheckRow>();

    public DbSet<ReviewRow> Reviews => Set<ReviewRow>();

    public DbSet<SignalRow> Signals => Set<SignalRow>();

    public DbSet<TuningRow> Tunings => Set<TuningRow>();

    public DbSet<RightsRequestRow> Requests => Set<RightsRequestRow>();

    public DbSet<ExportRow> Exports => Set<ExportRow>();

    public DbSet<ExportPartRow> ExportParts => Set<ExportPartRow>();

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<DraftRunRow> DraftRuns => Set<DraftRunRow>();

    public DbSet<DraftDayRow> DraftDays => Set<DraftDayRow>();

    public DbSet<RecallRow> Recalls => Set<RecallRow>();

    public DbSet<InformedRow> Informed => Set<InformedRow>();

    public DbSet<HoldRow> Holds => Set<HoldRow>();

    public DbSet<DeletionRow> Deletions => Set<DeletionRow>();

    public DbSet<DpiaRow> Dpias => Set<DpiaRow>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        if (joined is not null)
        {
            _ = database.Provider is DatabaseProvider.Postgres ? optionsBuilder.UseNpgsql(joined) : optionsBuilder.UseSqlite(joined);
        }
        else if (database.Provider is DatabaseProvider.Postgres)
        {
            optionsBuilder.UseNpgsql(database.ConnectionString);
        }
        else
        {
            optionsBuilder.UseSqlite(database.ConnectionString);
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<HourRow>().ToTable("oversight_hours").HasKey(row => new { row.Organisation, row.Hour });
        modelBuilder.Entity<ChildNameRow>().ToTable("oversight_children").HasKey(row => new { row.Organisation, row.Pseudonym });
        modelBuilder.Entity<CheckRow>().ToTable("oversight_checks").HasKey(row => row.Moment);
        modelBuilder.Entity<CheckRow>().Property(row => row.Moment).ValueGeneratedNever();
        modelBuilder.Entity<ReviewRow>().ToTable("oversight_reviews").HasKey(row => row.Id);
        modelBuilder.Entity<SignalRow>().ToTable("oversight_signals").HasKey(row => row.Id);
        modelBuilder.Entity<TuningRow>().ToTable("oversight_tunings").HasKey(row => row.Id);
        modelBuilder.Entity<RightsRequestRow>().ToTable("oversight_requests").HasKey(row => row.Id);
        modelBuilder.Entity<ExportRow>().ToTable("oversight_exports").HasKey(row => row.Id);
        modelBuilder.Entity<ExportRow>().Property(row => row.State).IsConcurrencyToken();   // an erasure that stops a job wins over the day being written
        modelBuilder.Entity<ExportPartRow>().ToTable("oversight_export_parts").HasKey(row => new { row.Export, row.Part });
        modelBuilder.Entity<IncidentRow>().ToTable("oversight_incidents").HasKey(row => row.Id);
        modelBuilder.Entity<DraftRunRow>().ToTable("oversight_draft_runs").HasKey(row => row.Id);
        modelBuilder.Entity<DraftDayRow>().ToTable("oversight_draft_days").HasKey(row => new { row.Run, row.Day });
        modelBuilder.Entity<RecallRow>().ToTable("oversight_recalls").HasKey(row => row.Id);
        modelBuilder.Entity<InformedRow>().ToTable("oversight_informed").HasKey(row => new { row.Organisation, row.Entry });
        modelBuilder.Entity<HoldRow>().ToTable("oversight_holds").HasKey(row => row.Id);
        modelBuilder.Entity<DeletionRow>().ToTable("oversight_deletions").HasKey(row => row.Id);
        modelBuilder.Entity<DpiaRow>().ToTable("oversight_dpias").HasKey(row => row.Id);
        foreach (var column in modelBuilder.Model.GetEntityTypes().SelectMany(table => table.GetProperties()))
        {
            column.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name));
        }
    }
}
