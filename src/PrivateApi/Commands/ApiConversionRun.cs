using PrivateApi.Arguments;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>Set-PrivateApi -EndpointType: asked, converted, and called before and after where that is wanted.</summary>
/// <param name="command">The command.</param>
internal sealed class ApiConversionRun(SetPrivateApiCommand command)
{
    private NamedEndpoints _named = new([], NamedEndpoints.NoForeign);

    /// <summary>Converts the API that is bound now.</summary>
    public void Run()
    {
        if (command.Ask(command.RestApiId, PlanAsync) is not var (change, plan) || !Approved(change, plan))
        {
            return;
        }

        ConversionProbe? probe = command.ProbePath is { } path && !plan.IsComplete ? Probe(change, path) : null;
        probe?.Before();
        if (
            command.Ask(
                command.RestApiId,
                (progress, stop) => new ApiConversions(command.Session).ApplyAsync(change, plan, progress, stop)
            ) is
            { } api
        )
        {
            probe?.After();
            command.WriteObject(api);
        }
    }

    // A call is made from this account's endpoints; others' are for their accounts to call through.
    private ConversionProbe? Probe(ApiConversion change, string path)
    {
        string[] own = [.. _named.Ids.Where(id => !_named.Foreign.ContainsKey(id))];
        if (_named.Ids.Count == 0 || own.Length > 0)
        {
            return new ConversionProbe(command, change, path, own.FirstOrDefault());
        }

        command.WriteWarning(
            VisibleText.Escaped(
                $"GET {path} is not called before and after: "
                    + $"{string.Join(", ", _named.Ids.Select(id => NamedEndpoints.Describe(id, _named.Foreign)))} cannot be called "
                    + "through from here. Test-PrivateApi -CallerProfileName with -Via Lambda calls from the other account."
            )
        );
        return null;
    }

    private async Task<Conversion> PlanAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await command.RequireSameConnectionAsync(command.InputObject, stop);
        _named = await NamedEndpoints.ReadAsync(command.Session, command.VpcEndpointId ?? [], stop);
        ConversionRequest request = new()
        {
            RestApiId = command.RestApiId,
            ToPrivate = string.Equals(command.EndpointType, "Private", StringComparison.OrdinalIgnoreCase),
            VpcEndpointIds = command.VpcEndpointId is null ? null : _named.Ids,
            ForeignEndpoints = _named.Foreign,
            Policy = command.Policy is null ? null : PolicyDocument.Parse(PolicyArgument.Text(command.SessionState, command.Policy)),
            RemovesPolicy = command.RemovePolicy,
            StageName = command.StageName,
            Force = command.Force,
        };
        return await new ApiConversions(command.Session).PlanAsync(request, progress, stop);
    }

    private bool Approved(ApiConversion change, Plan plan)
    {
        if (plan.IsComplete)
        {
            command.WriteVerbose(VisibleText.Escaped($"API {change.RestApiId} is {change.NewType} already, and its stages serve it so."));
            return true;
        }

        string what = change.Describe(plan);
        return command.ShouldProcess(what, what, "Convert API")
            && (change.Reach is null || command.ApproveHigh(what, "The way to this API changes", command.Force));
    }
}
