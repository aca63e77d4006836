using Amazon.Runtime;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.AuthorizerPlans;

/// <summary>The Lambda function of an authorizer, and the permission by which API Gateway invokes it.</summary>
internal sealed class AuthorizerFunction
{
    private const string Service = "apigateway.amazonaws.com";

    private readonly AwsSession _session;
    private readonly string _account;

    private AuthorizerFunction(AwsSession session, string arn, string account)
    {
        _session = session;
        Arn = arn;
        _account = account;
    }

    public string Arn { get; }

    /// <summary>True for a function of the session's account, whose policy can be changed here.</summary>
    public bool IsOwn => Part(4) == _account;

    /// <summary>The function's address as authorizers have it (API Gateway API reference, "Authorizer").</summary>
    public string Uri => $"arn:{_session.Partition}:apigateway:{Part(3)}:lambda:path/2015-03-31/functions/{Arn}/invocations";

    /// <summary>The function of a name or an ARN; one of another account is not read.</summary>
    /// <exception cref="PrivateApiException"><c>FunctionNotFound</c>.</exception>
    public static async Task<AuthorizerFunction> FindAsync(AwsSession session, string nameOrArn, CancellationToken stop)
    {
        string account = await session.GetAccountIdAsync(stop);
        if (nameOrArn.Split(':') is ["arn", _, "lambda", _, var owner, "function", { Length: > 0 }, ..] && owner != account)
        {
            return new AuthorizerFunction(session, nameOrArn, account);
        }

        try
        {
            FunctionConfiguration function = await session.Lambda.GetFunctionConfigurationAsync(
                new GetFunctionConfigurationRequest { FunctionName = nameOrArn },
                stop
            );
            return new AuthorizerFunction(session, function.FunctionArn ?? nameOrArn, account);
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            throw new PrivateApiException(
                "FunctionNotFound",
                FaultKind.NotFound,
                $"There is no Lambda function '{nameOrArn}' in account {account}, {session.Region}. "
                    + "Name one of them with -FunctionName, or one of another account or Region by its ARN.",
                nameOrArn
            );
        }
    }

    /// <summary>The authorizer as the source of invocations.</summary>
    public string SourceArn(string restApiId, string authorizerId) =>
        FunctionAccess.AuthorizerSource(new PolicyContext(_session.Partition, _session.Region, _account, restApiId).ApiArn, authorizerId);

    /// <summary>What has to be done where a function of another account is.</summary>
    public string Elsewhere(string restApiId) =>
        $"Function {Arn} belongs to another account. If it does not let API Gateway in yet, this has to be run there: "
        + CommandLine
            .ForCmdlet("Add-LMPermission")
            .With("FunctionName", Arn)
            .With("StatementId", $"privateapi-{restApiId}")
            .With("Action", "lambda:InvokeFunction")
            .With("Principal", Service)
            .With("SourceArn", SourceArn(restApiId, "*"));

    /// <summary>True where the function's policy lets the source invoke it, by whatever statement.</summary>
    public async Task<bool> AllowsAsync(string sourceArn, CancellationToken stop)
    {
        try
        {
            string? policy = (await _session.Lambda.GetPolicyAsync(new GetPolicyRequest { FunctionName = Arn }, stop)).Policy;
            return FunctionAccess.Allows(policy, Arn, sourceArn);
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            return false;
        }
    }

    public Task AllowAsync(string statementId, string sourceArn, CancellationToken stop) =>
        _session.Lambda.AddPermissionAsync(
            new AddPermissionRequest
            {
                FunctionName = Arn,
                StatementId = statementId,
                Action = "lambda:InvokeFunction",
                Principal = Service,
                SourceArn = sourceArn,
            },
            stop
        );

    /// <summary>Takes a permission back; it need not be there.</summary>
    /// <returns>True when it was there.</returns>
    public static async Task<bool> ForbidAsync(AwsSession session, string function, string statementId, CancellationToken stop)
    {
        try
        {
            await session.Lambda.RemovePermissionAsync(
                new RemovePermissionRequest { FunctionName = function, StatementId = statementId },
                stop
            );
            return true;
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            return false;
        }
    }

    private string Part(int index) => Arn.Split(':') is var parts && parts.Length > index ? parts[index] : string.Empty;
}
