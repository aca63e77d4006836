using PrivateApi.Arguments;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>The call that Invoke-PrivateApi is to make for the record that is bound now.</summary>
/// <param name="command">The command.</param>
/// <param name="row">What was typed, and what comes with the record.</param>
internal sealed class InvokeInput(InvokePrivateApiCommand command, RowArguments row)
{
    /// <summary>What makes the call's request; null after a failure, which is written.</summary>
    public Func<CancellationToken, Task<CallRequest>>? Read()
    {
        try
        {
            row.Take(command.InputObject);
            command.Region = UriRegion.Of(command.Region, row.IsTyped("Region"), command.Uri);
            IAwsResource? ours = row.Ours;
            if (command.Uri is null && command.RestApiId.Length == 0)
            {
                throw TestRun.ApiRequired(".");
            }

            if (ours is TestResult tested && !row.IsTyped(nameof(command.RestApiId)))
            {
                TestInputs.RequireKnown(tested);
            }

            CallRequest given = Given(ours);
            return async stop =>
            {
                if (await IsForeignAsync(given.Api, stop))
                {
                    return given with { RestApiId = given.Api!.RestApiId };
                }

                await command.RequireSameConnectionAsync(ours, stop);
                return given.Url is null
                    ? given with
                    {
                        RestApiId = await new ApiNames(command.Session).ResolveAsync(command.RestApiId, stop),
                    }
                    : Agreed(given);
            };
        }
        catch (PrivateApiException e)
        {
            command.Fail(e, command.InputObject);
            return null;
        }
    }

    // Another account's API is called as it came: this account does not see it, but may have the endpoint that it is called through.
    private async Task<bool> IsForeignAsync(Api? api, CancellationToken stop) =>
        api is not null
        && command.Uri is null
        && api.Region == command.Session.Region
        && api.AccountId != await command.Session.GetAccountIdAsync(stop);

    // The session's Region is known only once there is a connection.
    private CallRequest Agreed(CallRequest given)
    {
        given.Url!.RequireAgreement(
            command.RestApiId,
            command.StageName,
            command.Path,
            command.VpcEndpointId,
            command.UrlForm,
            command.Session.Region
        );
        return given;
    }

    private CallRequest Given(IAwsResource? ours)
    {
        TestResult? tested = ours as TestResult;
        TestInput? input = tested?.Input;
        MaskedInput? masked = input is null ? null : input.Masked ?? new MaskedInput(input.Uri, input.Path, input.Header, null);
        IReadOnlyDictionary<string, string> headers = RequestArguments.Headers(
            command.Header,
            SecretArgumentAttribute.Reveal(command.ApiKey),
            command.Body
        );
        bool isOther = row.IsTyped(nameof(command.RestApiId));
        Uri? uri = command.Uri ?? (isOther ? null : masked?.Uri ?? NamedUrl(tested));
        string? name = isOther ? null : input?.DomainName;
        if (uri is null && !isOther && input?.LoadBalancerArn is { } balancer)
        {
            throw new PrivateApiException(
                "TestNotKnown",
                FaultKind.InvalidArgument,
                $"This result was tested through {balancer}, and only the URL that was tested leads there. Leave out -Path, -StageName "
                    + "and -UrlForm, or, where the load balancer could not be read, call with -Uri.",
                tested!.ToString()
            );
        }

        UrlForm form =
            row.IsTyped(nameof(command.UrlForm)) ? command.UrlForm
            : name is not null ? UrlForm.CustomDomain
            : input?.UrlForm ?? command.UrlForm;
        CallUrl? url = uri is null ? null : CallUrl.Read(uri, headers);
        (IReadOnlyList<string> subnets, IReadOnlyList<string> groups) = Place(tested);
        return new CallRequest
        {
            // By value: what it carries is not read again.
            Api = ours is Api api && api.RestApiId == command.RestApiId ? api : null,
            Url = url,
            RestApiId = url?.RestApiId ?? string.Empty,
            Mapping = row.MappingOf(command.UrlForm),
            StageName = command.StageName ?? (url is null ? tested?.StageName : null),
            Method = (row.IsTyped(nameof(command.Method)) ? command.Method : tested?.Method ?? command.Method) is { Length: > 0 } method
                ? method.ToUpperInvariant()
                : "GET",
            Path = command.Path ?? (url is null ? masked?.Path ?? tested?.Path : null),
            Headers = headers.Count > 0 || masked is null ? headers : masked.Headers,
            Body = RequestArguments.Body(command.Body) ?? masked?.Body,
            Via = command.Via,
            UrlForm = form,
            DomainName = name,
            VpcEndpointId = command.VpcEndpointId ?? (ours as Endpoint)?.VpcEndpointId ?? url?.Host.VpcEndpointId ?? input?.VpcEndpointId,
            SubnetIds = subnets,
            SecurityGroupIds = command.SecurityGroupId is { Length: > 0 } named ? named : groups,
            InstanceId = command.InstanceId ?? input?.InstanceId,
            SignRequest = command.SignRequest,
            SigningHost = command.SigningHost ?? input?.SigningHost,
            AllowRepeat = command.AllowRepeat,
            Log = command.Log,
            Timeout = TimeSpan.FromSeconds(command.TimeoutSec),
        };
    }

    // What is named beside the result makes another URL of it.
    private Uri? NamedUrl(TestResult? tested) =>
        tested?.Input is null || new[] { nameof(command.UrlForm), nameof(command.StageName), nameof(command.Path) }.Any(row.IsTyped)
            ? null
            : TestAgain.NamedUrl(tested);

    // A caller on the command line takes the place of the one that was judged. A call that does not start in a VPC needs no place there.
    private (IReadOnlyList<string> SubnetIds, IReadOnlyList<string> SecurityGroupIds) Place(TestResult? tested) =>
        command.SubnetId is { Length: > 0 } subnets ? (subnets, [])
        : command.InstanceId is not null || command.Via != CallVia.Lambda || tested?.Input is null ? ([], [])
        : TestAgain.Place(tested);
}
