@{
    # A run with fewer tests than these, skipped ones included, has lost some: it fails. Raise them as tests are added.
    Minimum = @{
        'PrivateApi.Core.Tests'   = 3200
        'PrivateApi.Module.Tests' = 520
        'Pester'                  = 750
    }

    # The reasons for which a test may be skipped, with wildcards; any other skip is a failure. Where it may be:
    # Bare    on a machine that lacks a peer (.ci/run -Peers, as the workflow has it, allows none of these)
    # Asked   everywhere, since the test is one that is asked for
    # Windows, MacOS   on that system
    Skip    = @(
        @{ Where = 'Bare'; Reason = 'python3 is not installed' }
        @{ Where = 'Bare'; Reason = 'python3 with boto3 is not installed' }
        @{ Where = 'Bare'; Reason = "*.py: ModuleNotFoundError: No module named '*" }
        @{ Where = 'Bare'; Reason = 'openapi_spec_validator is not installed' }
        @{ Where = 'Bare'; Reason = 'moto_server is not on PATH' }
        @{ Where = 'Bare'; Reason = 'cfn-lint is not installed' }
        @{ Where = 'Bare'; Reason = 'the AWS CLI is not installed' }
        @{ Where = 'Bare'; Reason = 'node is not installed' }
        @{ Where = 'Bare'; Reason = '* is not installed; npm ci --prefix tests/peers does it' }
        @{ Where = 'Bare', 'Windows', 'MacOS'; Reason = 'Chromium is not on PATH' }
        @{ Where = 'Bare', 'Windows'; Reason = 'sh and curl are not installed' }
        @{ Where = 'Bare'; Reason = 'Microsoft.PowerShell.PlatyPS 1.0.3 is not installed' }
        @{ Where = 'Bare', 'Windows', 'MacOS'; Reason = 'script of util-linux is not installed' }
        @{ Where = 'Bare'; Reason = 'SIGINT is ignored here, as in a job that a shell started in the background' }
        @{ Where = 'Bare'; Reason = 'the sources are not built here, only the package' }
        @{ Where = 'Asked'; Reason = 'PRIVATEAPI_TERRAFORM is not 1' }
        @{ Where = 'Asked'; Reason = 'terraform is not installed' }
        @{ Where = 'Asked'; Reason = 'terraform has no AWS provider here*' }
        @{ Where = 'Asked'; Reason = 'PRIVATEAPI_POLICY_CASES names no file' }
        @{ Where = 'Windows'; Reason = 'printf is not on Windows' }
        @{ Where = 'Windows'; Reason = 'a signal cannot be sent to one console process on Windows' }
        @{ Where = 'Windows'; Reason = '.ci/run is for a Unix shell' }
        @{ Where = 'Windows', 'MacOS'; Reason = "needs Linux's accept queue*" }
    )
}
