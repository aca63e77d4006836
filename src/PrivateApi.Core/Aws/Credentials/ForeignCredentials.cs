using System.Reflection;
using System.Runtime.ExceptionServices;
using Amazon.Runtime;
using PrivateApi.Errors;

namespace PrivateApi.Aws.Credentials;

/// <summary>
/// Credentials of another AWSSDK's type. AWS Tools loads its own AWSSDK.Core (3.7 or 4), whose types are not
/// ours although they have the same names. They are called by reflection each time keys are needed, so that they
/// refresh themselves.
/// </summary>
internal sealed class ForeignCredentials : AWSCredentials
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly object _theirs;
    private readonly MethodInfo? _get;
    private readonly MethodInfo? _getAsync;
    private readonly string _source;

    private ForeignCredentials(object theirs, MethodInfo? get, MethodInfo? getAsync, string source)
    {
        _theirs = theirs;
        _get = get;
        _getAsync = getAsync;
        _source = source;
    }

    /// <summary>Our own credentials on top of the given ones.</summary>
    /// <param name="given">Credentials of any AWSSDK, AWS Tools' wrapper of them, or a PSCredential (which this layer cannot name).</param>
    /// <param name="source">Where it was given, for messages.</param>
    /// <exception cref="PrivateApiException"><c>CredentialNotUsable</c>: there are no keys in it.</exception>
    public static AWSCredentials Adapt(object given, string source)
    {
        if (given is AWSCredentials ours)
        {
            return ours;
        }

        MethodInfo? get = Method(given, "GetCredentials");
        MethodInfo? getAsync = Method(given, "GetCredentialsAsync");
        if (get is not null || getAsync is not null)
        {
            return new ForeignCredentials(given, get, getAsync, source);
        }

        // AWSPSCredentials of AWS Tools: what is inside is internal (AWS.Tools.Common).
        if (Value(given, "Credentials") is { } inner && inner.GetType() != given.GetType())
        {
            return Adapt(inner, source);
        }

        return FromSignIn(given) ?? throw ConnectionFault.UnusableCredential(source, given.GetType().Name);
    }

    public override ImmutableCredentials GetCredentials() =>
        _get is not null ? Read(Call(_get)) : Task.Run(GetCredentialsAsync).GetAwaiter().GetResult();

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        if (_getAsync is null)
        {
            return Read(Call(_get!));
        }

        Task task = (Task)Call(_getAsync)!;
        await task;
        return Read(Value(task, nameof(Task<>.Result)));
    }

    // PSCredential: access key as user name, secret key as password.
    private static BasicAWSCredentials? FromSignIn(object given)
    {
        object? network = Method(given, "GetNetworkCredential")?.Invoke(given, null);
        return
            network is not null
            && Value(given, "UserName") is string { Length: > 0 } user
            && Value(network, "Password") is string { Length: > 0 } password
            ? new BasicAWSCredentials(user, password)
            : null;
    }

    private static MethodInfo? Method(object target, string name) =>
        target.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.Public, Type.EmptyTypes) is { } method
        && method.ReturnType != typeof(void)
            ? method
            : null;

    private static object? Value(object target, string name)
    {
        for (Type? type = target.GetType(); type is not null; type = type.BaseType)
        {
            if (
                type.GetProperty(name, Members | BindingFlags.DeclaredOnly) is { CanRead: true } property
                && property.GetIndexParameters().Length == 0
            )
            {
                return property.GetValue(target);
            }
        }

        return null;
    }

    private object? Call(MethodInfo method)
    {
        try
        {
            return method.Invoke(_theirs, null);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    private ImmutableCredentials Read(object? keys) =>
        keys is not null
        && Value(keys, "AccessKey") is string { Length: > 0 } access
        && Value(keys, "SecretKey") is string { Length: > 0 } secret
            ? new ImmutableCredentials(access, secret, Value(keys, "Token") as string is { Length: > 0 } token ? token : null)
            : throw ConnectionFault.UnusableCredential(_source, _theirs.GetType().Name);
}
