using System.Management.Automation;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Writes APIs that are looked for, each as soon as it has been read.</summary>
/// <param name="command">The command.</param>
/// <param name="targets">Where to look.</param>
/// <param name="withAuthorizers">True to read their authorizers too.</param>
internal sealed class ApiListing(AwsCommand command, ApiTargets targets, bool withAuthorizers = false)
{
    /// <summary>Writes APIs with these ids, of any endpoint type.</summary>
    public void WriteIds(IReadOnlyList<string> ids)
    {
        if (!targets.IsOne)
        {
            Write([.. ids.Select(id => new ApiFilter(id, _ => false, IsPattern: false))], includePublic: true);
            return;
        }

        targets.UseOne();
        foreach (string id in ids)
        {
            if (command.Ask(id, (progress, stop) => new Apis(command.Session).GetAsync(id, progress, stop)) is { } api)
            {
                api.Origin = targets.OneOrigin;
                command.WriteObject(Whole(api, command.Session));
            }
        }
    }

    /// <summary>Writes APIs with these names; wildcards are allowed.</summary>
    public void WriteNames(IEnumerable<string> names, bool includePublic) =>
        Write([.. names.Select(Filter).OfType<ApiFilter>()], includePublic);

    private void Write(IReadOnlyList<ApiFilter> filters, bool includePublic)
    {
        IReadOnlyList<ApiTarget> open = Open();
        if (open.Count == 0 || filters.Count == 0)
        {
            return;
        }

        // Any of them: what is done besides the scan, like progress, needs a connection.
        command.ConnectTo(open[0].Session.Region, open[0].Origin);
        IAsyncEnumerator<FleetItem>? items = null;
        try
        {
            while (command.Ask(filters[0].Text, NextAsync) is { } item)
            {
                ApiTarget? target = open.FirstOrDefault(target => target.Session == item.Session);
                if (item.Api is { } api)
                {
                    api.Origin = target?.Origin;
                    PipedReading.Write(command, Whole(api, item.Session!));
                }
                else if (targets.IsOne)
                {
                    command.Call(item.Name, (_, _) => Task.FromException(item.Failure!));
                }
                else
                {
                    command.Fail(item.Failure!, target?.Label ?? item.Name, target?.Label);
                }
            }
        }
        finally
        {
            items?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        async Task<FleetItem?> NextAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
        {
            if (items is null)
            {
                foreach (ApiTarget target in open)
                {
                    target.Session.ProgressEvents = progress;
                }

                items = new ApiFleet([.. open.Select(target => (target.Session, target.Label))], filters, includePublic)
                    .ReadAsync(progress, stop)
                    .GetAsyncEnumerator(stop);
            }

            return await items.MoveNextAsync() ? items.Current : null;
        }
    }

    // An API whose authorizers cannot be read is shown without them, beside the error.
    private Api Whole(Api api, AwsSession session) =>
        withAuthorizers
        && command.Ask(api.RestApiId, (_, stop) => new Authorizers(session).ListAsync(api.RestApiId, _ => true, stop)) is { } authorizers
            ? api with
            {
                Authorizer = authorizers,
            }
            : api;

    private IReadOnlyList<ApiTarget> Open()
    {
        if (!targets.IsOne)
        {
            return targets.Open();
        }

        targets.UseOne();
        ApiTarget? one = command.Ask(
            "connection",
            (_, _) => Task.FromResult(new ApiTarget(command.Session, command.Session.Region, targets.OneOrigin))
        );
        return one is null ? [] : [one];
    }

    private ApiFilter? Filter(string name)
    {
        try
        {
            return new ApiFilter(
                name,
                WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch,
                WildcardPattern.ContainsWildcardCharacters(name)
            );
        }
        catch (WildcardPatternException e)
        {
            command.Fail(e, name, null);
            return null;
        }
    }
}
